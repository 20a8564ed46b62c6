import { useEffect, useState } from 'preact/hooks'
import type { View } from '../../../src/chat/view.ts'
import { loadPage } from './api.ts'
import { Shown } from './view.tsx'

/** A poll to read: its picture, its report, its files. Nothing can be changed here. */
export function PollPage({ id }: { id: string }) {
  const [view, setView] = useState<View | 'unknown'>()
  useEffect(() => {
    loadPage(id).then((page) => setView(page ?? 'unknown'))
  }, [id])
  return (
    <main class="page">
      <p class="brand">
        <span aria-hidden="true">▦</span> Cruxgrid
      </p>
      <h1 class="hidden">A paper on the grid</h1>
      {view === undefined && <p class="muted">Loading…</p>}
      {view === 'unknown' && <p>There is no poll at this address. It may have been deleted.</p>}
      {view !== undefined && view !== 'unknown' && <Shown view={view} perform={() => {}} />}
    </main>
  )
}
