import { useEffect, useState } from 'preact/hooks'
import type { View } from '../../../src/chat/view.ts'
import { labels } from '../labels.ts'
import { useAddress } from './address/address.ts'
import { loadPage } from './server/api.ts'
import { Logo } from './view/avatar.tsx'
import { ViewElement } from './view/view.tsx'

const refreshMs = 10_000

/** The read-only page of a poll: its picture, report and files. */
export function PollPage({ id }: { readonly id: string }) {
  const { person } = useAddress()
  const [view, setView] = useState<View | 'unknown'>()

  useEffect(() => {
    // If loading fails, the page keeps what it shows.
    const load = () =>
      loadPage(id, person).then(
        (page) => setView(page ?? 'unknown'),
        () => {},
      )
    load()
    const timer = setInterval(() => document.visibilityState === 'visible' && load(), refreshMs)
    return () => clearInterval(timer)
  }, [id, person])

  return (
    <div class="page">
      <header>
        <p class="brand">
          <Logo /> {labels.bot}
        </p>
      </header>
      <main>
        <h1 class="hidden">{labels.pollPage}</h1>
        {view === undefined && <p class="muted">{labels.loading}</p>}
        {view === 'unknown' && <p>{labels.pollUnknown}</p>}
        {view !== undefined && view !== 'unknown' && (
          <>
            <ViewElement view={view} isExplorable onPress={() => {}} />
            <a
              class="button download"
              href={`/p/${id}.png?${new URLSearchParams({ person })}`}
              download={pictureName(view, id)}
            >
              {labels.download(pictureName(view, id))}
            </a>
          </>
        )}
      </main>
    </div>
  )
}

/** "AI Control – 28 Nov 2026.png", as the other files of the page are called. */
function pictureName({ parts }: View, id: string): string {
  const file = parts.find((part) => part.kind === 'file')
  return `${file?.name.replace(/\.\w+$/, '') ?? id}.png`
}
