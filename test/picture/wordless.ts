import type { Drawing } from '../../src/chat/view.ts'

/** The drawing without its texts. */
export const wordless = ({ tag, attributes, children }: Drawing): Drawing => ({
  tag,
  attributes,
  children: children.flatMap((child) =>
    typeof child === 'string' || child.tag === 'text' ? [] : [wordless(child)],
  ),
})
