/** The purpose of a colour. A drawing names roles, as in `@ink`; a theme gives each role a colour. */
export type Role = keyof typeof light

/** Colours by role. The contrast of text to its background is at least 4.5 : 1. */
const light = {
  background: '#FFFFFF',
  border: '#C9D0D8',
  ink: '#1A1F26',
  muted: '#56606C',
  hairline: '#8A94A0',
  empty: '#F1F3F6',
  'empty-stroke': '#D5DAE1',
  step1: '#DBE9FA',
  'step1-ink': '#0F2A4A',
  step2: '#B4D2F4',
  'step2-ink': '#0F2A4A',
  step3: '#7DB1EA',
  'step3-ink': '#0B2340',
  step4: '#2E73C0',
  'step4-ink': '#FFFFFF',
  step5: '#174A8A',
  'step5-ink': '#FFFFFF',
  lit: '#174A8A',
  'lit-ink': '#FFFFFF',
  bar: '#2E73C0',
  accent: '#A84300',
  'accent-ink': '#FFFFFF',
  open: '#1A6B35',
}

const dark: Readonly<Record<Role, string>> = {
  background: '#1B1E24',
  border: '#454C57',
  ink: '#F1F4F8',
  muted: '#A9B3C0',
  hairline: '#77828F',
  empty: '#262A32',
  'empty-stroke': '#3A414C',
  step1: '#1D3858',
  'step1-ink': '#EAF3FE',
  step2: '#23507F',
  'step2-ink': '#F4F9FF',
  step3: '#2F69A8',
  'step3-ink': '#FFFFFF',
  step4: '#7DB4F0',
  'step4-ink': '#08203B',
  step5: '#C3DEFB',
  'step5-ink': '#08203B',
  lit: '#7DB4F0',
  'lit-ink': '#08203B',
  bar: '#7DB4F0',
  accent: '#FFA552',
  'accent-ink': '#2A1500',
  open: '#6FD08C',
}

export const themes: Readonly<Record<'light' | 'dark', Readonly<Record<Role, string>>>> = { light, dark }
export type Theme = keyof typeof themes

/** One of five steps of blue, from few votes to many; each has an ink for text on it. */
export type Shade = 1 | 2 | 3 | 4 | 5

/**
 * The step for a share of the full placements. It is at most the number of full placements, so that a single vote never
 * looks like a strong result.
 *
 * @param count 1 or more. @param total All full placements of the round.
 */
export function shadeFor(count: number, total: number): Shade {
  return limits.find(([limit, step]) => count / total <= limit || step === total)?.[1] ?? 5
}

/** Each step with the maximum share it is used for. */
const limits: readonly (readonly [number, Shade])[] = [
  [0.1, 1],
  [0.2, 2],
  [0.35, 3],
  [0.5, 4],
  [1, 5],
]
