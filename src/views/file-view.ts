import type { Part, View } from '../chat/view.ts'

const types = {
  json: 'application/json',
  csv: 'text/csv',
  txt: 'text/plain',
  ics: 'text/calendar',
  md: 'text/markdown',
} as const

/** A file, only visible to the caller. */
export function fileView(name: string, format: keyof typeof types, content: string): View {
  return { summary: `File: ${name}`, parts: [filePart(name, format, content)] }
}

export function filePart(name: string, format: keyof typeof types, content: string): Part {
  return { kind: 'file', name, type: types[format], content }
}
