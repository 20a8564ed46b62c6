import { toAtlas } from '../../src/atlas/group-atlas.ts'
import type { Context } from '../../src/bot/context.ts'
import type { View } from '../../src/chat/view.ts'
import { type AtlasFormat, atlasFile } from '../../src/export/atlas-file.ts'
import { fileName } from '../../src/export/file-name.ts'
import { emptyAtlasView } from '../../src/views/memory/atlas-view.ts'
import { readRemembered } from './memory.ts'

const types = { json: 'application/json', csv: 'text/csv', svg: 'image/svg+xml' } as const

/** The atlas of what the caller sees, as a file; as PNG the picture itself, which each platform can save. */
export async function exportAtlas(context: Context, format: AtlasFormat | 'png'): Promise<View> {
  const { caller, polls, exports, now } = context
  const atlas = await exports.run(caller, async () =>
    toAtlas(
      (await readRemembered(context, { isShared: false, what: '' })).papers,
      { now },
      context.standingOf,
    ),
  )
  if (atlas.length === 0) return emptyAtlasView([])
  await polls.recordAtlasExport(caller, format)
  const { picture, content } = atlasFile(atlas, format, now)
  const name = fileName('Atlas', now, format)
  return {
    summary: `File: ${name}`,
    parts: [
      format === 'png' ? { kind: 'picture', picture } : { kind: 'file', name, type: types[format], content },
    ],
  }
}
