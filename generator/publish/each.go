package publish

import (
	"context"
	"sync"
	"sync/atomic"
)

// each calls do(0) … do(count-1) over the threads, in no order, and stops at the first error or when ctx is done. Of several errors it
// gives the one of the least number.
func each(ctx context.Context, threads, count int, do func(i int) error) error {
	var (
		next    atomic.Int64
		mu      sync.Mutex
		failed  = count
		failure error
		workers sync.WaitGroup
	)
	work := func() {
		for {
			i := int(next.Add(1)) - 1
			if i >= count {
				return
			}
			err := ctx.Err()
			if err == nil {
				err = do(i)
			}
			if err != nil {
				next.Store(int64(count))
				mu.Lock()
				if i < failed {
					failed, failure = i, err
				}
				mu.Unlock()
				return
			}
		}
	}
	for range min(threads, count) {
		workers.Go(work)
	}
	workers.Wait()
	return failure
}
