// The page that a shop would have had instead: Vue 3 and Vant, a list of orders and a form, the same data. A second
// address, #/tickets, shows 100,000 tickets in the usual virtual list.
import { Button, Cell, CellGroup, Field, Form, Image, List, NavBar, RadioGroup, Radio, Search, Stepper, Tag, Uploader } from 'vant';
import 'vant/es/button/style/index.mjs';
import 'vant/es/cell/style/index.mjs';
import 'vant/es/cell-group/style/index.mjs';
import 'vant/es/field/style/index.mjs';
import 'vant/es/form/style/index.mjs';
import 'vant/es/image/style/index.mjs';
import 'vant/es/list/style/index.mjs';
import 'vant/es/nav-bar/style/index.mjs';
import 'vant/es/radio-group/style/index.mjs';
import 'vant/es/radio/style/index.mjs';
import 'vant/es/search/style/index.mjs';
import 'vant/es/stepper/style/index.mjs';
import 'vant/es/tag/style/index.mjs';
import 'vant/es/uploader/style/index.mjs';
import { createApp, h, ref } from 'vue';
import { RecycleScroller } from 'vue-virtual-scroller';
import 'vue-virtual-scroller/dist/vue-virtual-scroller.css';

const card = (title, note, price, tag) => h(CellGroup, { inset: true, style: 'margin-top:12px' }, () => [
    h(Cell, { title: '云杉服饰旗舰店' }, { value: () => h(Tag, { type: 'primary' }, () => tag) }),
    h(Cell, { title, label: note, value: price }, { icon: () => h(Image, { src: '/media/coat.svg', width: 56, height: 56 }) }),
]);

const Orders = {
    setup() {
        const orders = ref([]), q = ref(''), done = ref(false);
        fetch('/orders.json').then((answer) => answer.json()).then((found) => { orders.value = found; done.value = true; });
        return () => [h(NavBar, { title: '我的订单' }), h(Search, { modelValue: q.value, 'onUpdate:modelValue': (text) => { q.value = text; } }),
            h(List, { finished: done.value, role: 'list' }, () => orders.value.map((order) => h('div', { role: 'listitem', key: order.order_no },
                [card(order.lines[0].title, order.lines[0].spec, '¥' + order.lines[0].unit_price_fen / 100, '待发货')])))];
    },
};

const Apply = {
    setup() {
        const [count, reason, remark, files] = [ref(0), ref(''), ref(''), ref([])];
        const bind = (value) => ({ modelValue: value.value, 'onUpdate:modelValue': (now) => { value.value = now; } });
        return () => h(Form, () => [h(Stepper, { ...bind(count), min: 0, max: 3 }),
            h(RadioGroup, bind(reason), () => ['质量问题', '不想要了', '发错货'].map((name) => h(Radio, { name }, () => name))),
            h(Field, { ...bind(remark), type: 'textarea', label: '补充说明', maxlength: 500, showWordLimit: true }),
            h(Uploader, bind(files)), h(Button, { type: 'primary', block: true }, () => '提交申请')]);
    },
};

const tickets = Array.from({ length: 100_000 }, (_, i) => ({ id: i, no: 'AS' + (2026112200000000 + i) }));
const Tickets = () => h(RecycleScroller, { items: tickets, itemSize: 150, class: 'scroller', style: 'height:100vh' },
    { default: ({ item }) => h('div', { role: 'listitem' }, [card('羊绒混纺双排扣风衣', item.no, '¥' + (100 + item.id % 900), item.id % 3 ? '已完成' : '待商家处理')]) });

createApp({ '#/tickets': Tickets, '#/apply': Apply }[location.hash] || Orders).mount('#app');
