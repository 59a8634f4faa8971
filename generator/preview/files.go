package preview

import (
	"bytes"
	"embed"
	"io"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// Folder is where the preview's own files lie.
const Folder = "/_preview/"

//go:embed files
var files embed.FS

// types are the types of what a column holds: the same on every machine.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".pdf": "application/pdf", ".zip": "application/zip",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".mp4":  "video/mp4", ".mp3": "audio/mpeg", ".woff2": "font/woff2",
}

// Type gives the media type of a file by its name.
func Type(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t := types[ext]; t != "" {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" && !strings.HasPrefix(t, "text/html") {
		return t
	}
	return "application/octet-stream"
}

// Send sends a file, or the part of it that was asked for.
func Send(w http.ResponseWriter, r *http.Request, name string, content io.ReadSeeker) {
	w.Header().Set("Content-Type", Type(name))
	w.Header().Set("Cache-Control", "no-store")
	http.ServeContent(w, r, "", time.Time{}, content)
}

// Files serves the preview's own scripts and styles.
func Files(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, Folder)
	data, err := files.ReadFile(path.Join("files", path.Clean("/"+name)))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	Send(w, r, name, bytes.NewReader(data))
}
