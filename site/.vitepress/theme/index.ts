import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent } from 'vue';
import './style.css';

/** VitePress's own theme with the tools as components, each of which comes when its page is opened. */
const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('UpgradeHelper', defineAsyncComponent(() => import('./components/UpgradeHelper.vue')));
    app.component('MyProject', defineAsyncComponent(() => import('./components/MyProject.vue')));
    app.component('ChartPage', defineAsyncComponent(() => import('./components/ChartPage.vue')));
    if (import.meta.env.SSR || !('serviceWorker' in navigator)) return;
    // Once the page is there: what is kept for use offline must not slow down what is looked at.
    const keep = () => void navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`);
    if (document.readyState === 'complete') keep();
    else addEventListener('load', keep, { once: true });
  },
};

export default theme;
