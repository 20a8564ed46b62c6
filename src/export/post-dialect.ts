import { escapeWith } from './markdown.ts'

/** Where a post can be published: values and labels. */
export const postDialects = {
  forum: 'LessWrong or EA Forum',
  github: 'GitHub',
  notion: 'Notion',
} as const
export type PostDialect = keyof typeof postDialects

/**
 * The beginnings of links and of mentions of people, issues and pull requests. Some programs read the brackets of a link in the
 * label of another, escaped or not.
 */
const linksOn: Readonly<Record<PostDialect, RegExp>> = {
  forum: /(?<=[\w.+-])@|:(?=\/\/)|www(?=\.)|\](?=\()/gi,
  github: /@|#(?=\w)|\bgh(?=-\d)|:(?=\/\/)|www(?=\.)|\](?=\()/gi,
  notion: /(?<=[\w.+-])@|:(?=\/\/)|www(?=\.)|\](?=\()/gi,
}

/** Escapes plain text for a post: it links to nothing and mentions nobody. */
export const escapeFor =
  (dialect: PostDialect) =>
  (text: string): string =>
    escapeWith(text, linksOn[dialect])
