import type { Progress } from '../../src/store/moving/progress.ts'
import type { Terminal } from './tool.ts'

const barWidth = 30

/**
 * Shows how far something is: a bar on a terminal, a line for every tenth elsewhere.
 *
 * @param end To be called before anything else is written.
 */
export function showProgress({ err, overwrite }: Terminal): { progress: Progress; end: () => void } {
  let shown = ''

  function show(line: string): void {
    if (line === shown) return
    shown = line
    if (overwrite === undefined) err(line)
    else overwrite(line)
  }

  return {
    progress(stage, share) {
      const percent = Math.floor(100 * share)
      const filled = Math.floor(barWidth * share)
      if (overwrite === undefined) show(`${stage}: ${10 * Math.floor(percent / 10)}%`)
      else show(`${stage} ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${percent}%`)
    },
    end() {
      if (shown !== '') overwrite?.('')
    },
  }
}
