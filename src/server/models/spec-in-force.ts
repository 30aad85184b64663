import { type Spec, parseModel } from '../../ranking/index.ts'
import { type Db, findModelBytes, listModels } from '../../store/index.ts'
import { problems } from '../problems.ts'

/** The spec of the model by which the registry is ranked now. @throws Problem `noModelInForce` */
export async function specInForce(db: Db): Promise<Spec> {
  const head = (await listModels(db)).find(({ state }) => state === 'in_force')
  const bytes = head && (await findModelBytes(head.modelId)(db))
  if (!bytes) throw problems.noModelInForce()
  return parseModel(JSON.parse(bytes.document)).spec
}
