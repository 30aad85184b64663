import type { AreaId } from '../kernel/index.ts'
import { type Db, findAreaByCode } from '../store/index.ts'
import { problems } from './problems.ts'

/** The area that `--area` names by its Kemendagri code. @throws Problem `valueUnknown`, with what may stand there */
export const requireArea =
  (code: string, known = '32, 32.04, 32.04.01 …') =>
  async (db: Db): Promise<AreaId> => {
    const areaId = await findAreaByCode(code)(db)
    if (areaId === undefined) throw problems.valueUnknown({ what: '--area', given: code, known })
    return areaId
  }
