/** Where the page sends files that were chosen in a form. */
export const filesPath = '/api/files'
