import { type AreaFile, parseAreaFile } from '../../engine/index.ts'
import { type Model, parseModel } from '../../ranking/index.ts'
import { type Db, type ModelHead, findModel, findModelBytes, listAreaShapes } from '../../store/index.ts'
import { problems } from '../problems.ts'

export type ModelFile = {
  readonly head: ModelHead
  readonly document: string
  readonly evaluation: string | null
}
/** With the boundaries of its areas. */
export type MappedFile = ModelFile & { readonly areas: AreaFile }

/** @throws Problem `notFound` where the asker may not see it. */
export const getModel =
  (modelId: string) =>
  async (db: Db): Promise<ModelFile> => {
    const [head, bytes] = [await findModel(modelId)(db), await findModelBytes(modelId)(db)]
    if (!head || !bytes) throw problems.notFound()
    return { head, ...bytes }
  }

export const getMappedModel =
  (modelId: string) =>
  async (db: Db): Promise<MappedFile> => {
    const file = await getModel(modelId)(db)
    return { ...file, areas: await readAreas(parseModel(JSON.parse(file.document)))(db) }
  }

/** Boundaries of the areas that a model has coefficients of. */
const readAreas = (model: Model) => async (db: Db) => {
  const shapes = await listAreaShapes(Object.keys(model.districts))(db)
  return parseAreaFile({
    type: 'FeatureCollection',
    features: shapes.map(({ geometry, ...properties }) => ({ type: 'Feature', geometry, properties })),
  })
}
