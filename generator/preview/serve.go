package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"strconv"
	"time"
)

// portsTried is how many ports above a busy one are tried.
const portsTried = 20

// Listen opens an address. Where its port is busy, it opens the next one that
// is free; the listener tells which.
func Listen(address string) (net.Listener, error) {
	host, service, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("address %q: %w", address, err)
	}
	port, err := strconv.Atoi(service)
	if err != nil || port < 0 || port > 65535 {
		return nil, fmt.Errorf("address %q: no such port", address)
	}
	var first error
	for n := port; n <= min(port+portsTried, 65535); n++ {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n)))
		if err == nil {
			return l, nil
		}
		if first == nil {
			first = err
		}
		if !isBusy(err) {
			break
		}
	}
	return nil, first
}

// Loopback tells whether only this machine can reach an address.
func Loopback(address net.Addr) bool {
	tcp, ok := address.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// URL is the address as a person at this machine opens it.
func URL(address net.Addr) string {
	tcp, ok := address.(*net.TCPAddr)
	if !ok {
		return "http://" + address.String() + "/"
	}
	host := tcp.IP.String()
	if tcp.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(tcp.Port)) + "/"
}

// endMax is how long requests may go on when the server ends.
const endMax = 3 * time.Second

// Run serves until ctx ends, then lets open requests finish. end is called
// first, to end what would not end by itself.
func Run(ctx context.Context, l net.Listener, handler http.Handler, end func()) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		end()
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	end()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), endMax)
	defer cancel()
	if err := server.Shutdown(grace); errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	} else if err != nil {
		return fmt.Errorf("end server: %w", err)
	}
	return nil
}

// Open opens an address in the browser of the person at this machine.
func Open(url string) error {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		c = exec.Command("open", url)
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", url)
	default:
		c = exec.Command("xdg-open", url)
	}
	if err := c.Start(); err != nil {
		return fmt.Errorf("open browser: %w", err)
	}
	go func() { _ = c.Wait() }() // the browser's own affair
	return nil
}
