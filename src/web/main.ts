import '@fontsource-variable/plus-jakarta-sans/wght.css'
import './design/tokens.css'
import './design/base.css'
import './design/control.css'
import { createApp } from 'vue'
import App from './app.vue'
import { router } from './router.ts'
import { i18n } from './texts/use-texts.ts'

createApp(App).use(i18n).use(router).mount('#app')
