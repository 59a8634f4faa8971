/**
 * The index of attachments, apart from that of the documents: the same format
 * below attachments/, whose "documents" are the texts of attachments. It is
 * asked only once the documents are found, so that what is found of them stays
 * exactly what they hold.
 */

/**
 * @param {object} index of the documents
 * @param {string} query
 * @param {{filters?: Record<string, string[]>, sort?: "relevance"|"date", offset?: number, limit?: number, today?: string}} options
 *   filters are those of the document an attachment belongs to
 * @returns {Promise<{total: number, results: {url: string, document: string, published: string, name: string, name_marks: number[][], file: string, type: string, size: number, excerpt: object}[]}>}
 *   url: of the document; file: of the attachment, both relative to the column
 */
export async function attachments(index, query, options) {
  if (!index.entry.attachments || !query.trim()) return { total: 0, results: [] };
  const own = await index.within("attachments/"), found = await own.search(query, { ...options, suggest: false });
  const results = await Promise.all(found.results.map(async r => {
    const { twin } = await own.text(own.shown.get(r.url));
    return {
      url: twin.url, document: twin.document, published: twin.published, validity: r.validity, validity_key: r.validity_key,
      name: twin.title, name_marks: r.title_marks, file: twin.url + encodeURIComponent(twin.file), type: twin.type, size: twin.size, excerpt: r.excerpt,
    };
  }));
  return { total: found.total, results };
}
