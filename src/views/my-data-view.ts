import type { Button, View } from '../chat/view.ts'
import { fileView } from './file-view.ts'

/** Everything stored about a person, as a file. @param next What they may want to do with it. */
export function myDataView(stored: object, next: readonly Button[]): View {
  const content = {
    ...stored,
    missing: 'Votes in sealed anonymous polls: they can no longer be traced to a person.',
  }
  const view = fileView('my-data.json', 'json', `${JSON.stringify(content, null, 2)}\n`)
  return next.length === 0 ? view : { ...view, parts: [...view.parts, { kind: 'buttons', buttons: next }] }
}
