import { PollId } from '../../src/poll/poll.ts'
import { heads } from '../../src/poll/poll-records.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import { ifReadable } from '../../src/store/quarantine.ts'
import type { Store } from '../../src/store/store.ts'
import { controlKinds } from './control-records.ts'
import type { ControlStore } from './control-store.ts'
import { toForm } from './pending-form.ts'

/** Encrypts the forms of anonymous polls that an older version stored as they were. */
export async function encryptOlderForms(
  store: Store,
  platform: string,
  { saveForm }: Pick<ControlStore, 'saveForm'>,
): Promise<void> {
  for await (const [id, stored] of store.collection(controlKinds(platform).forms).entries(skipCorrupt)) {
    if (stored.v !== 1 || stored.at !== undefined || stored.person === undefined) continue
    const poll = PollId.safeParse(stored.submit.args.poll).data
    const head = poll && (await ifReadable(store.collection(heads, poll).get('head')))
    if (head?.visibility === 'anonymous')
      await saveForm({ ...stored, id, person: stored.person, form: toForm(stored, head.id) })
  }
}
