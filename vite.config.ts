import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The console: `src/web` to `dist/web`. Nothing is inlined, so that the content security policy needs no exceptions. */
export default defineConfig({
  root: 'src/web',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The form engine's parser was compiled by emscripten, whose text has an `eval` that is never reached.
    rolldownOptions: { checks: { eval: false } },
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
