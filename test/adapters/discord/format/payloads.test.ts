import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Payload } from '../../../../adapters/discord/format/files.ts'
import { createPayloads } from '../../../../adapters/discord/format/payloads.ts'
import { createControlStore } from '../../../../adapters/shared/control-store.ts'
import { SpaceId } from '../../../../src/chat/caller.ts'
import type { View } from '../../../../src/chat/view.ts'
import { createLog } from '../../../../src/log.ts'
import { createPngRenderer } from '../../../../src/picture/png.ts'
import { openStore } from '../../../../src/store/store.ts'
import { on, pictured } from '../../../picture/pictured.ts'
import { temporaryDirectory } from '../../../store/temporary-directory.ts'

test('a message goes out without a picture that can’t be drawn, and the picture follows', async () => {
  await using directory = await temporaryDirectory()
  const store = await openStore(`sqlite:${join(directory.path, 'payloads.db')}`)
  const renderer = createPngRenderer()
  let failures = 1
  const pictures = {
    ...renderer,
    png: (...order: Parameters<typeof renderer.png>) =>
      failures-- > 0 ? Promise.reject(new Error('The worker fell over')) : renderer.png(...order),
  }
  const payloads = createPayloads({
    controlStore: createControlStore(store, 'discord'),
    pictures,
    log: createLog('silent', false),
  })
  const space = SpaceId.parse('discord:1')
  const view: View = {
    summary: '',
    parts: [
      { kind: 'text', text: 'Said in words' },
      { kind: 'picture', picture: pictured([on(4)]) },
    ],
  }
  const first = await payloads.createPayload(view, space)
  expect(first.isComplete).toBe(false)
  expect(first.payload.files).toEqual([])
  expect(JSON.stringify(first.payload.body)).toContain('Said in words')
  expect(JSON.stringify(first.payload.body)).not.toContain('attachment://')

  const followed = await new Promise<Payload>((resolve) =>
    payloads.addPictureLater(view, space, async (payload) => resolve(payload)),
  )
  expect(followed.files).toHaveLength(1)
  expect(JSON.stringify(followed.body)).toContain(`attachment://${followed.files[0]?.name}`)
  await renderer.close()
  await store.close()
})
