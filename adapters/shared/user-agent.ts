import manifest from '../../package.json' with { type: 'json' }

/** The program as it names itself to whom it asks. */
export const product = { name: 'Cruxgrid', version: manifest.version } as const

/** The same as a header. */
export const userAgent = `${product.name}/${product.version}`
