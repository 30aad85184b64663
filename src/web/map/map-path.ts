export type Place = { readonly areaId: number; readonly name: string }

/** The way down the map as it stands in the address: `12:Sukamaju,345:Cikupa`. */
export function renderPath(path: readonly Place[]): string {
  return path.map((place) => `${place.areaId}:${place.name.replaceAll(',', ' ')}`).join(',')
}

export function parsePath(text: string): readonly Place[] {
  return text.split(',').flatMap((part) => {
    const [areaId, name] = part.split(':')
    return name === undefined || !/^\d+$/.test(areaId ?? '') ? [] : [{ areaId: Number(areaId), name }]
  })
}
