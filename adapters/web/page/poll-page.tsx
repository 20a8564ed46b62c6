import { useEffect, useState } from 'preact/hooks'
import type { View } from '../../../src/chat/view.ts'
import { loadPage } from './api.ts'
import { Logo } from './avatar.tsx'
import { ViewElement } from './view.tsx'

const refreshMs = 10_000

/** A poll to read: its picture, its report, its files. Nothing can be changed here. */
export function PollPage({ id }: { readonly id: string }) {
  const [view, setView] = useState<View | 'unknown'>()

  useEffect(() => {
    // Without an answer, what is shown stays.
    const load = () =>
      loadPage(id).then(
        (page) => setView(page ?? 'unknown'),
        () => {},
      )
    load()
    const timer = setInterval(() => document.visibilityState === 'visible' && load(), refreshMs)
    return () => clearInterval(timer)
  }, [id])

  return (
    <div class="page">
      <header>
        <p class="brand">
          <Logo /> Cruxgrid
        </p>
      </header>
      <main>
        <h1 class="hidden">A paper on the grid</h1>
        {view === undefined && <p class="muted">Loading…</p>}
        {view === 'unknown' && <p>There is no poll at this address. It may have been deleted.</p>}
        {view !== undefined && view !== 'unknown' && (
          <>
            <ViewElement view={view} onPress={() => {}} />
            <a class="button download" href={`/p/${id}.png`} download={`${id}.png`}>
              Download {id}.png
            </a>
          </>
        )}
      </main>
    </div>
  )
}
