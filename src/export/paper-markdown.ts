import type { Paper } from '../paper/paper.ts'
import { escapeMarkdown, toLink } from './markdown.ts'

export const quoteTitle = ({ title }: Pick<Paper, 'title'>): string => `“${escapeMarkdown(title)}”`

/** The paper's title as a link, or in quotation marks if it has no address. */
export const paperLink = ({ title, url }: Paper): string =>
  url === undefined ? quoteTitle({ title }) : toLink(escapeMarkdown(title) || 'Untitled', url)
