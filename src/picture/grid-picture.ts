import type { Picture } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
export const gridPicture = (d: Disclosure): Picture => ({
  key: String(d.current.votes),
  alt: `${d.paper.title}, round ${d.current.number}`,
  width: 640,
  height: 640,
  drawing: { tag: 'g', attributes: {}, children: [] },
  details: [],
})
