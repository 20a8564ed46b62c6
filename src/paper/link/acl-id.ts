import type { Identifier } from './identifier.ts'

/** `2020.acl-main.463`; `P18-1001` */
const newForm = /^(?<id>\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d{1,4})(?:v(?<version>\d{1,2}))?$/
const oldForm = /^(?<id>[a-z]\d{2}-\d{4,5})(?:v(?<version>\d{1,2}))?$/

/** Reads an id of the ACL Anthology. New ids become lower case, old ones upper case. */
export function readAclId(text: string): Identifier | undefined {
  const typed = text.toLowerCase()
  const isNew = newForm.test(typed)
  const { id, version } = (newForm.exec(typed) ?? oldForm.exec(typed))?.groups ?? {}
  if (id === undefined) return undefined
  return {
    kind: 'acl',
    value: isNew ? id : id.toUpperCase(),
    ...(version !== undefined && { version: Number(version) }),
  }
}
