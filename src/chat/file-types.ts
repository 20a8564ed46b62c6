/** The endings of files that can be given to a form, which say nothing about what is in them. */
export const fileTypes = ['csv', 'tsv', 'json', 'jsonl', 'txt'] as const
