"""The demo mall: who sells, who buys, who works there, and what is on offer. All of it is invented."""

TENANT = {"id": "mall", "name": "云上商城"}

SHOPS = [
    {"shop_id": "s1", "name": "云杉服饰旗舰店", "phone": "400-800-0101", "addresses": [
        {"name": "云杉服饰售后组", "phone": "0571-5550101", "text": "浙江省杭州市余杭区良渚街道丰华路 18 号 3 号仓 2 楼退货区"},
        {"name": "云杉服饰华南仓", "phone": "020-5550102", "text": "广东省广州市白云区太和镇兴业大道 66 号 B 栋退货口"}]},
    {"shop_id": "s2", "name": "深蓝数码专营店", "phone": "400-800-0202", "addresses": [
        {"name": "深蓝数码售后中心", "phone": "0755-5550201", "text": "广东省深圳市龙华区清湖路 9 号数码产业园 5 栋 101"}]},
    {"shop_id": "s3", "name": "青禾食品铺", "phone": "400-800-0303", "addresses": [
        {"name": "青禾食品客服部", "phone": "028-5550301", "text": "四川省成都市双流区西航港大道 120 号食品园 8 号库"}]},
    {"shop_id": "s4", "name": "小鹿课堂", "phone": "400-800-0404", "addresses": [
        {"name": "小鹿课堂教务处", "phone": "010-5550401", "text": "北京市海淀区学院路 35 号创业楼 601"}]},
    {"shop_id": "s5", "name": "花间集美妆生活馆", "phone": "400-800-0505", "addresses": [
        {"name": "花间集退换货组", "phone": "021-5550501", "text": "上海市松江区新桥镇民益路 201 号 12 栋"}]},
]

BUYERS = [("b1", "林晓", "6218"), ("b2", "陈一诺", "0937"), ("b3", "王子轩", "4402"), ("b4", "李思雨", "7765"),
          ("b5", "赵明远", "1350"), ("b6", "周佳怡", "8826"), ("b7", "吴浩然", "2094"), ("b8", "郑晓彤", "5571"),
          ("b9", "孙宇航", "3318"), ("b10", "何静怡", "9043"), ("b11", "高文博", "6680"), ("b12", "罗可欣", "1127")]

# Everybody's password is in the README of the demo: it is shown on purpose, and only loaded by --demo.
PASSWORD = "demo-pass-2026"
STAFF = [
    ("m1", "yunshan", "许蔓", "merchant", "s1"),
    ("m2", "yunshan-manager", "方启明", "merchant", "s1"),
    ("m3", "shenlan", "梁志强", "merchant", "s2"),
    ("m4", "qinghe", "唐小米", "merchant", "s3"),
    ("m5", "xiaolu", "鹿老师", "merchant", "s4"),
    ("m6", "huajian", "沈若兰", "merchant", "s5"),
    ("p1", "admin", "平台客服小云", "platform", None),
    ("p2", "arbiter", "平台仲裁员老周", "platform", None),
]

# shop: [(spu, title, category, picture, price in fen, specs)]
GOODS = {
    "s1": [
        ("A101", "羊绒混纺双排扣风衣", "apparel", "coat", 89900, ["燕麦色 / M", "燕麦色 / L", "驼色 / S"]),
        ("A102", "美利奴羊毛圆领针织衫", "apparel", "knitwear", 25900, ["雾蓝 / M", "雾蓝 / L", "米白 / XL"]),
        ("A103", "新疆长绒棉印花 T 恤", "apparel", "tshirt", 7900, ["白色 / S", "白色 / M", "白色 / L"]),
        ("A104", "缓震透气运动跑鞋", "shoes", "shoes", 36900, ["珊瑚橙 / 37", "珊瑚橙 / 40", "珊瑚橙 / 42"]),
        ("A105", "头层牛皮手提通勤包", "bags", "bag", 59900, ["香芋紫", "雾霭紫"]),
    ],
    "s2": [
        ("D201", "主动降噪头戴式蓝牙耳机", "digital", "earphones", 79900, ["雾松绿", "曜石黑"]),
        ("D202", "5G 智能手机 12GB+256GB", "digital", "phone", 329900, ["晴空蓝", "月岩白"]),
        ("D203", "家用温控手冲电热水壶 1.2L", "appliance", "appliance", 19900, ["奶白 / 国标插头"]),
        ("D204", "手机保护壳(防摔气囊)", "digital", "phone", 3990, ["透明", "磨砂黑"]),
    ],
    "s3": [
        ("F301", "明前龙井绿茶 250g", "food", "tea", 16800, ["铁罐装", "瓷罐装"]),
        ("F302", "每日坚果混合装 25g×30 包", "food", "snack", 9900, ["经典款", "低糖款"]),
        ("F303", "云南小粒咖啡豆 500g", "food", "snack", 6880, ["中烘", "深烘"]),
        ("F304", "陈皮普洱小青柑 300g", "food", "tea", 12800, ["300g × 1 罐"]),
    ],
    "s4": [
        ("C401", "少儿编程入门课 10 课时", "course", "course", 99900, ["周六上午班", "周日下午班"]),
        ("C402", "零基础水彩画线上课 10 课时", "course", "course", 59900, ["随到随学"]),
        ("C403", "儿童绘本《小鹿的一年》全 4 册", "book", "book", 12600, ["平装 / 4 册"]),
        ("C404", "手工羊羔绒小熊玩偶", "toy", "toy", 8900, ["棕色 / 30 cm", "米白 / 30 cm"]),
        ("C405", "创意手工坊体验券", "voucher", "voucher", 12800, ["单人次券"]),
    ],
    "s5": [
        ("B501", "山茶花保湿乳液口红套装", "cosmetics", "cosmetics", 32800, ["正红色", "豆沙色"]),
        ("B502", "氨基酸洁面乳 120g×2", "cosmetics", "cosmetics", 11800, ["敏感肌适用"]),
        ("B503", "下午茶双人兑换券", "voucher", "voucher", 16800, ["全国门店通用"]),
    ],
}

GIFTS = {
    "s1": ("G109", "赠品:羊毛格纹围巾", "gift", "scarf", 5900),
    "s2": ("G209", "赠品:磨砂手机壳", "gift", "phone", 2900),
    "s3": ("G309", "赠品:坚果尝鲜装", "gift", "snack", 1500),
    "s4": ("G409", "赠品:小熊钥匙扣", "gift", "toy", 1900),
    "s5": ("G509", "赠品:洁面乳小样", "gift", "cosmetics", 1900),
}

# Sold before it is made; the deposit for one piece, in fen.
PRESALE = {
    "s1": ("A110", "预售:冬季双面羊绒大衣", "apparel", "coat", 159900, ["雾霾驼 / M", "雾霾驼 / L"], 20000),
    "s2": ("D210", "预售:折叠屏手机 16GB+512GB", "digital", "phone", 899900, ["星夜蓝"], 50000),
    "s3": ("F310", "预售:头采明前龙井 100g", "food", "tea", 49900, ["铁罐礼盒"], 5000),
}
