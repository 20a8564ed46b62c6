import { describe, expect, test } from 'vitest'
import { type Slack, startSlack } from '../../platforms/slack/loopback.ts'
import { clientOf, errorOf, lastIn } from './clients.ts'
import { pictured, png } from './pictures.ts'

async function upload(slack: Slack, more: { readonly channel_id?: string } = {}): Promise<string> {
  const { files } = await clientOf(slack).filesUploadV2({ file: png, filename: 'a.png', ...more })
  return files[0]?.files?.[0]?.id ?? ''
}

describe('files', () => {
  test('can be shown a while after their upload, and are gone once they are deleted', async () => {
    const slack = await startSlack()
    const { general } = slack.home
    const client = clientOf(slack)
    slack.fileReadyAfter = Number.POSITIVE_INFINITY
    slack.mayShowUnready = true
    const never = await upload(slack)
    expect((await client.files.info({ file: never })).file).toMatchObject({ mimetype: '', filetype: '' })
    expect(await errorOf(client.chat.postMessage({ channel: general.id, ...pictured(never) }))).toBe(
      'invalid_blocks',
    )
    slack.fileReadyAfter = 0
    slack.mayShowUnready = false
    const id = await upload(slack)
    await slack.until(() => slack.home.files.get(id)?.isReady === true)
    expect((await client.files.info({ file: id })).file).toMatchObject({
      mimetype: 'image/png',
      filetype: 'png',
    })
    await client.chat.postMessage({ channel: general.id, ...pictured(id) })
    expect(slack.violations).toEqual([])
    await client.files.delete({ file: id })
    expect(slack.violations).toEqual([expect.stringContaining('shows a deleted file')])
    expect(await errorOf(client.chat.postMessage({ channel: general.id, ...pictured(id) }))).toBe(
      'invalid_blocks',
    )
    expect(await errorOf(client.files.info({ file: id }))).toBe('file_deleted')
    await slack.close()
  })

  test('have ids that are those of no other Slack', async () => {
    const [one, other] = [await startSlack(), await startSlack()]
    const ids = [await upload(one), await upload(other)]
    expect(new Set(ids).size).toBe(2)
    await Promise.all([one.close(), other.close()])
  })

  test('that are shown too early are a violation', async () => {
    const slack = await startSlack()
    slack.fileReadyAfter = Number.POSITIVE_INFINITY
    const id = await upload(slack)
    const { chat } = clientOf(slack)
    expect(await errorOf(chat.postMessage({ channel: slack.home.general.id, ...pictured(id) }))).toBe(
      'invalid_blocks',
    )
    expect(slack.violations).toEqual([expect.stringContaining('before it is ready')])
    await slack.close()
  })

  test('can be shared into a conversation', async () => {
    const slack = await startSlack()
    const direct = slack.home.directOf(slack.home.ben)
    const id = await upload(slack, { channel_id: direct.id })
    await slack.until(() => slack.home.shownIn(direct).length > 0)
    const { file } = await clientOf(slack).files.info({ file: id })
    expect(Object.keys(file?.shares?.private ?? {})).toEqual([direct.id])
    expect(slack.textOf(lastIn(slack, direct))).toBe('a.png')
    expect(await errorOf(upload(slack, { channel_id: slack.home.ben.id }))).toBe('channel_not_found')
    expect(slack.violations).toHaveLength(1)
    await slack.close()
  })

  test.each([
    ['of another length', Buffer.concat([png, png]), 'b.png'],
    ['that are no PNG', Buffer.from('not a png at'), 'b.png'],
  ])('%s are refused', async (_, bytes, filename) => {
    const slack = await startSlack()
    const { files } = clientOf(slack)
    const { upload_url: url = '' } = await files.getUploadURLExternal({ filename, length: png.length })
    expect((await fetch(url, { method: 'POST', body: new Uint8Array(bytes) })).status).toBe(404)
    expect(slack.violations).toHaveLength(1)
    await slack.close()
  })
})
