import { readAclId } from './acl-id.ts'
import { readArxivId } from './arxiv-id.ts'
import type { Identifier } from './identifier.ts'
import { trimLink } from './trim-link.ts'

/** Without path segments `.` and `..`, which URLs resolve. */
const form = /^10\.\d{4,9}(?!.*\/\.{1,2}(?:\/|$))\/[^\s\p{C}]+$/u
/** DOIs of the 1990s hold angle brackets: `10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o`. */
const bracketed = /^[^<>]+<[^<>]+>[^<>]+$/

/** Whether no part is missing, which would make it the DOI of nothing, or of something else. */
const isWhole = (id: string): boolean => bracketed.test(id) || !(/[<>]/.test(id) || id.includes('(sici)'))

/** Suffixes that publishers add to a DOI in the addresses of their pages. */
const suffix =
  /(?:\/|\/(?:full|pdf|epdf|abstract|abs|meta|html|fulltext(?:\.html?)?|full-text|summary|references|figures(?:\/\d{1,3})?)|_reference\.pdf|\.(?:full|abstract|e?pdf(?:\+html)?|full-text|supplementary-material|article-info|epub)|(?<!;\d)-)$/
/** DOIs of preprint servers whose addresses end in the version. */
const versioned = /^(?<id>10\.(?:1101|64898)\/\S+?)v(?<version>\d{1,3})$/

/**
 * Reads a DOI, in lower case because DOIs are case-insensitive, without trailing punctuation and page suffixes. DOIs
 * that arXiv and the ACL Anthology assign to their papers become ids of these archives.
 *
 * @returns `undefined` if the text is not a valid DOI.
 */
export function readDoi(text: string): Identifier | undefined {
  const id = trimDoi(text.toLowerCase().replaceAll('%3c', '<').replaceAll('%3e', '>').replaceAll('%23', '#'))
  if (!form.test(id) || !isWhole(id)) return undefined
  const arxiv = /^10\.48550\/arxiv\.(?<id>.+)$/.exec(id)?.groups?.id
  if (arxiv !== undefined) return readArxivId(arxiv)
  const acl = /^10\.(?:18653|3115)\/v1\/(?<id>.+)$/.exec(id)?.groups?.id
  if (acl !== undefined) return readAclId(acl)
  const preprint = versioned.exec(id)?.groups
  if (preprint?.id !== undefined) {
    const found = readDoi(preprint.id)
    return found && { version: Number(preprint.version), ...found }
  }
  return { kind: 'doi', value: id }
}

const trimDoi = (text: string): string => trimLink(text, suffix)
