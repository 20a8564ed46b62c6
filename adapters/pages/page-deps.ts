import type { LinkedPages } from '../../src/bot/linked-pages.ts'
import type { PngRenderer } from '../../src/picture/png.ts'
import type { PageReader } from '../../src/poll/read-page.ts'
import type { WebSettings } from '../web/settings.ts'

/** The dependencies of pages. */
export interface PageDeps {
  readonly settings: Pick<WebSettings, 'TRUST_PROXY'>
  /** The address under which people reach the pages. */
  readonly publicUrl: string
  readonly readLinked: PageReader['readLinked']
  readonly pages: LinkedPages
  readonly pictures: PngRenderer
  /** In ms since 1970. */
  readonly now: () => number
}
