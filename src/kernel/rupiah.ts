/** `Rp2.130.000`, as an Indonesian reader expects it; whole rupiah. */
export function renderRupiah(amountRupiah: number): string {
  return `Rp${renderWhole(Math.round(amountRupiah))}`
}

/** Thousands parted by a full stop. */
export function renderWhole(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '.')
}
