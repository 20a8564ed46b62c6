import { LRUCache } from 'lru-cache'
import type { Logger } from '../../../src/log.ts'
import { isFeatureRefused } from './faults.ts'
import type { Workspace } from './workspace.ts'

const maxRemembered = 5000
const dayMs = 86_400_000

/**
 * Features that the bot can do without, where a scope wasn't granted or a workspace lacks them. Such a refusal is logged once
 * a day for each workspace and feature, and shown to nobody.
 */
export function createOptionalFeatures(log: Logger, now: () => number) {
  /** When a refusal was logged, in ms since 1970. */
  const loggedAt = new LRUCache<string, number>({ max: maxRemembered })

  function logRefusal(team: string, feature: string, fault: unknown): void {
    const key = `${team} ${feature}`
    if (now() - (loggedAt.get(key) ?? 0) < dayMs) return
    loggedAt.set(key, now())
    log.warn({ fault, workspace: team, feature }, 'Slack refused an optional feature')
  }

  return {
    logRefusal,

    /** @returns whether Slack let it be done. @throws any other fault. */
    async attempt(
      { team }: Pick<Workspace, 'team'>,
      feature: string,
      act: () => Promise<unknown>,
    ): Promise<boolean> {
      try {
        await act()
        return true
      } catch (fault) {
        if (!isFeatureRefused(fault)) throw fault
        logRefusal(team, feature, fault)
        return false
      }
    },
  }
}

export type OptionalFeatures = ReturnType<typeof createOptionalFeatures>
