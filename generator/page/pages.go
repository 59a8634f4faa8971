package page

import "strconv"

// pageSize is the number of documents on a list page (INTERFACE.md 4).
const pageSize = 20

// pageCount gives the number of pages of a list; an empty list has one.
func pageCount(documents int) int { return max(1, (documents+pageSize-1)/pageSize) }

// span gives the documents of a page, counted from 1, as a half-open range.
func span(page, documents int) (from, to int) {
	return (page - 1) * pageSize, min(page*pageSize, documents)
}

// pagination links the first, the last and the pages around the current one.
// href gives the address of a page, relative to the current one.
func pagination(current, last int, href func(page int) string) []PageLink {
	if last < 2 {
		return nil
	}
	var links []PageLink
	if current > 1 {
		links = append(links, PageLink{Text: "上一页", Href: href(current - 1), Rel: "prev"})
	}
	before := 0
	for page := 1; page <= last; page++ {
		if page != 1 && page != last && (page < current-2 || page > current+2) {
			continue
		}
		if page > before+1 {
			links = append(links, PageLink{Gap: true})
		}
		label := "第" + strconv.Itoa(page) + "页"
		if page == last {
			label += "，末页"
		}
		links = append(links, PageLink{Text: strconv.Itoa(page), Href: href(page), Label: label, Current: page == current})
		before = page
	}
	if current < last {
		links = append(links, PageLink{Text: "下一页", Href: href(current + 1), Rel: "next"})
	}
	return links
}

// counted writes how many documents a list has and which the page shows.
func counted(page, documents int) string {
	all := "共" + thousands(documents) + "件"
	if documents <= pageSize {
		return all
	}
	from, to := span(page, documents)
	return all + "，第" + thousands(from+1) + "—" + thousands(to) + "件"
}

// thousands writes a count with separators: 1,286.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
