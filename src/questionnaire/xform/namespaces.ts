import type { FormModel } from '../form/form-model.ts'
import { value } from '../form/form-rows.ts'
import { isXmlName } from '../form/words.ts'

const standard: Readonly<Record<string, string>> = {
  xmlns: 'http://www.w3.org/2002/xforms',
  'xmlns:h': 'http://www.w3.org/1999/xhtml',
  'xmlns:ev': 'http://www.w3.org/2001/xml-events',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:jr': 'http://openrosa.org/javarosa',
  'xmlns:orx': 'http://openrosa.org/xforms',
  'xmlns:odk': 'http://www.opendatakit.org/xforms',
}

/** Those of the format, of entities where there are some, and of the setting `namespaces` (`esri="http://…"`). */
export function namespaces(form: FormModel): Readonly<Record<string, string>> {
  const given = value(form.settings.row, 'namespaces')
    .split(/\s+/)
    .flatMap((word) => {
      const [prefix = '', address = '', ...rest] = word.split('=')
      const name = `xmlns:${prefix}`
      if (!isXmlName(prefix) || prefix.includes(':') || rest.length > 0 || Object.hasOwn(standard, name))
        return []
      return [[name, address.replaceAll(/["']/g, '')]]
    })
  const entities =
    form.entities.length > 0 ? { 'xmlns:entities': 'http://www.opendatakit.org/xforms/entities' } : {}
  return { ...standard, ...Object.fromEntries(given), ...entities }
}
