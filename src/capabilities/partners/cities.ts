/** Cities where universities of our partners' countries stand, to a hundredth of a degree: enough for a map of the world. */
const said = `
KG 42.87 74.59 Bishkek Бишкек
KG 40.53 72.80 Osh Ош
KG 40.93 73.00 Jalal-Abad Жалал-Абад Джалал-Абад
KG 42.49 78.39 Karakol Каракол
KG 42.52 72.24 Talas Талас
KG 41.43 75.99 Naryn Нарын
UZ 41.31 69.28 Tashkent Ташкент
UZ 39.65 66.96 Samarkand Самарканд
UZ 40.78 72.34 Andijan Андижан
UZ 39.77 64.42 Bukhara Бухара
UZ 40.99 71.67 Namangan Наманган
UZ 40.38 71.78 Fergana Фергана
KZ 43.24 76.95 Almaty Алматы Алма-Ата
KZ 51.13 71.43 Astana Астана
KZ 42.32 69.59 Shymkent Шымкент
KZ 49.80 73.10 Karaganda Караганда
KZ 42.90 71.37 Taraz Тараз
TJ 38.56 68.77 Dushanbe Душанбе
TJ 40.28 69.62 Khujand Худжанд
TM 37.95 58.38 Ashgabat Ашхабад
RU 55.75 37.62 Moscow Москва
RU 59.94 30.31 Saint+Petersburg St.+Petersburg Санкт-Петербург
RU 55.79 49.12 Kazan Казань
RU 55.03 82.92 Novosibirsk Новосибирск
RU 56.84 60.61 Yekaterinburg Ekaterinburg Екатеринбург
RU 56.48 84.95 Tomsk Томск
RU 54.99 73.37 Omsk Омск
RU 53.35 83.77 Barnaul Барнаул
RU 56.01 92.85 Krasnoyarsk Красноярск
RU 53.20 50.15 Samara Самара
RU 51.53 46.03 Saratov Саратов
RU 54.74 55.97 Ufa Уфа
RU 56.33 44.00 Nizhny+Novgorod Нижний+Новгород
RU 47.24 39.71 Rostov-on-Don Ростов-на-Дону
RU 55.16 61.40 Chelyabinsk Челябинск
RU 58.01 56.25 Perm Пермь
RU 51.67 39.18 Voronezh Воронеж
RU 43.12 131.89 Vladivostok Владивосток
BY 53.90 27.57 Minsk Минск
BY 55.19 30.20 Vitebsk Витебск
BY 52.44 30.98 Gomel Гомель
BY 53.68 23.83 Grodno Гродно
UA 50.45 30.52 Kyiv Kiev Киев
UA 49.99 36.23 Kharkiv Харьков
MD 47.01 28.86 Chisinau Кишинёв
AM 40.18 44.51 Yerevan Ереван
AZ 40.41 49.87 Baku Баку
GE 41.72 44.79 Tbilisi Тбилиси
TR 41.01 28.98 Istanbul Стамбул
TR 39.93 32.86 Ankara Анкара
TR 38.42 27.14 Izmir Измир
TR 39.78 30.52 Eskisehir Eskişehir Эскишехир
TR 37.87 32.48 Konya Конья
TR 36.90 30.70 Antalya Анталья
TR 40.18 29.06 Bursa Бурса
TR 41.00 39.72 Trabzon Трабзон
TR 38.73 35.48 Kayseri Кайсери
DE 52.52 13.41 Berlin Берлин
DE 50.94 6.96 Cologne Köln Кёльн
DE 52.32 13.63 Wildau Вильдау
DE 52.41 12.53 Brandenburg+an+der+Havel Бранденбург-на-Хафеле
DE 51.76 14.33 Cottbus Котбус
DE 48.14 11.58 Munich München Мюнхен
DE 53.55 10.00 Hamburg Гамбург
DE 50.11 8.68 Frankfurt+am+Main Франкфурт-на-Майне
DE 50.73 7.10 Bonn Бонн
DE 51.05 13.74 Dresden Дрезден
DE 51.34 12.37 Leipzig Лейпциг
DE 48.78 9.18 Stuttgart Штутгарт
DE 50.78 6.08 Aachen Ахен
DE 51.53 9.93 Göttingen Goettingen Гёттинген
DE 52.37 9.73 Hannover Hanover Ганновер
AT 48.21 16.37 Vienna Wien Вена
AT 47.07 15.44 Graz Грац
CH 47.38 8.54 Zurich Zürich Цюрих
CH 46.20 6.14 Geneva Genève Женева
PL 52.23 21.01 Warsaw Warszawa Варшава
PL 50.06 19.94 Krakow Kraków Краков
PL 51.11 17.03 Wroclaw Wrocław Вроцлав
PL 52.41 16.93 Poznan Poznań Познань
PL 54.35 18.65 Gdansk Gdańsk Гданьск
PL 51.76 19.46 Lodz Łódź Лодзь
PL 51.25 22.57 Lublin Люблин
CZ 50.08 14.44 Prague Praha Прага
CZ 49.20 16.61 Brno Брно
CZ 49.82 18.26 Ostrava Острава
SK 48.15 17.11 Bratislava Братислава
SK 48.72 21.26 Kosice Košice Кошице
HU 47.50 19.04 Budapest Будапешт
HU 47.53 21.63 Debrecen Дебрецен
RO 44.43 26.10 Bucharest Бухарест
BG 42.70 23.32 Sofia София
BG 43.21 27.92 Varna Варна
RS 44.79 20.45 Belgrade Белград
SI 46.06 14.51 Ljubljana Любляна
HR 45.81 15.98 Zagreb Загреб
GR 37.98 23.73 Athens Афины
IT 41.90 12.50 Rome Roma Рим
IT 45.46 9.19 Milan Milano Милан
IT 44.49 11.34 Bologna Болонья
IT 45.07 7.69 Turin Torino Турин
ES 40.42 -3.70 Madrid Мадрид
ES 41.39 2.17 Barcelona Барселона
ES 39.47 -0.38 Valencia Валенсия
ES 37.18 -3.60 Granada Гранада
PT 38.72 -9.14 Lisbon Lisboa Лиссабон
PT 41.15 -8.61 Porto Порту
FR 48.86 2.35 Paris Париж
FR 45.76 4.84 Lyon Лион
FR 48.58 7.75 Strasbourg Страсбург
BE 50.85 4.35 Brussels Brussel Bruxelles Брюссель
BE 50.88 4.70 Leuven Лёвен
NL 52.37 4.90 Amsterdam Амстердам
NL 53.22 6.57 Groningen Гронинген
DK 55.68 12.57 Copenhagen København Копенгаген
SE 59.33 18.07 Stockholm Стокгольм
SE 59.86 17.64 Uppsala Уппсала
NO 59.91 10.75 Oslo Осло
FI 60.17 24.94 Helsinki Хельсинки
EE 59.44 24.75 Tallinn Таллин
EE 58.38 26.72 Tartu Тарту
LV 56.95 24.11 Riga Рига
LT 54.69 25.28 Vilnius Вильнюс
LT 54.90 23.90 Kaunas Каунас
GB 51.51 -0.13 London Лондон
GB 55.95 -3.19 Edinburgh Эдинбург
IE 53.35 -6.26 Dublin Дублин
US 38.91 -77.04 Washington Вашингтон
US 40.71 -74.01 New+York Нью-Йорк
US 42.36 -71.06 Boston Бостон
CA 43.65 -79.38 Toronto Торонто
AU -33.87 151.21 Sydney Сидней
AU -37.81 144.96 Melbourne Мельбурн
NZ -36.85 174.76 Auckland Окленд
CN 39.90 116.41 Beijing Пекин
CN 31.23 121.47 Shanghai Шанхай
CN 45.80 126.53 Harbin Харбин
CN 36.06 103.83 Lanzhou Ланьчжоу
CN 43.83 87.62 Urumqi Ürümqi Урумчи
CN 30.57 104.07 Chengdu Чэнду
CN 34.34 108.94 Xi'an Сиань
CN 30.59 114.31 Wuhan Ухань
CN 23.13 113.26 Guangzhou Гуанчжоу
CN 41.81 123.43 Shenyang Шэньян
CN 38.91 121.61 Dalian Далянь
CN 39.47 75.99 Kashgar Kashi Кашгар
JP 35.68 139.69 Tokyo Токио
JP 35.01 135.77 Kyoto Киото
JP 34.69 135.50 Osaka Осака
JP 36.08 140.11 Tsukuba Цукуба
KR 37.57 126.98 Seoul Сеул
KR 35.18 129.08 Busan Пусан
MN 47.89 106.91 Ulaanbaatar Улан-Батор
IN 28.61 77.21 Delhi New+Delhi Дели Нью-Дели
IN 19.08 72.88 Mumbai Мумбаи
IN 12.97 77.59 Bengaluru Bangalore Бангалор
IN 13.08 80.27 Chennai Ченнаи
PK 31.55 74.34 Lahore Лахор
PK 33.68 73.05 Islamabad Исламабад
PK 24.86 67.01 Karachi Карачи
PK 34.01 71.58 Peshawar Пешавар
AF 34.53 69.17 Kabul Кабул
IR 35.69 51.39 Tehran Тегеран
SA 24.71 46.68 Riyadh Эр-Рияд
AE 25.20 55.27 Dubai Дубай
AE 24.45 54.38 Abu+Dhabi Абу-Даби
QA 25.29 51.53 Doha Доха
EG 30.04 31.24 Cairo Каир
MY 3.14 101.69 Kuala+Lumpur Куала-Лумпур
SG 1.35 103.82 Singapore Сингапур
TH 13.76 100.50 Bangkok Бангкок
VN 21.03 105.85 Hanoi Ханой
ID -6.21 106.85 Jakarta Джакарта
BD 23.81 90.41 Dhaka Дакка
LK 6.93 79.86 Colombo Коломбо
NP 27.72 85.32 Kathmandu Катманду
`

/** `Saint+Petersburg` stands for a name of two words. */
export const cities = said
  .trim()
  .split('\n')
  .map((line) => {
    const [country = '', lat, lon, ...names] = line.split(' ')
    return { country, lat: Number(lat), lon: Number(lon), names: names.map((name) => name.replaceAll('+', ' ')) }
  })
