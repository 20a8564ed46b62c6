import { still } from './clients.ts'

export const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('rest'),
])

export const pictured = (id: string) => ({
  text: 'A picture',
  blocks: [{ type: 'image' as const, slack_file: { id }, alt_text: 'A grid' }],
  ...still,
})
