namespace EsgFunctions.Benchmarks.Gazetteer;

/// <summary>Names of first-level regions that admin1.json lacks: it has one spelling of each, mostly English.</summary>
public static class RegionNames
{
    private const string Table = """
        US.DC	Washington, D.C.|Washington D.C.|Washington DC|D.C.
        US.WA	Washington State
        US.NY	New York State
        CN.14	西藏|西藏自治区
        CN.06	青海|青海省
        CN.13	新疆|新疆维吾尔自治区
        CN.02	浙江|浙江省
        CN.29	云南|云南省
        CN.32	四川|四川省
        CN.24	山西|山西省
        CN.25	山东|山东省
        CN.26	陕西|陕西省
        CN.21	宁夏|宁夏回族自治区
        CN.03	江西|江西省
        CN.04	江苏|江苏省
        CN.11	湖南|湖南省
        CN.12	湖北|湖北省
        CN.09	河南|河南省
        CN.10	河北|河北省
        CN.31	海南|海南省
        CN.18	贵州|贵州省
        CN.16	广西|广西壮族自治区
        CN.30	广东|广东省
        CN.15	甘肃|甘肃省
        CN.07	福建|福建省
        CN.01	安徽|安徽省
        CN.20	内蒙古|内蒙古自治区
        CN.19	辽宁|辽宁省
        CN.05	吉林省
        CN.08	黑龙江|黑龙江省
        RU.88	Ярославская область
        RU.86	Воронежская область
        RU.85	Вологодская область
        RU.84	Волгоградская область
        RU.80	Удмуртия
        RU.77	Тверская область
        RU.76	Тульская область
        RU.73	Татарстан|Tatarstan
        RU.70	Ставропольский край
        RU.69	Смоленская область
        RU.67	Саратовская область
        RU.65	Самарская область
        RU.62	Рязанская область
        RU.61	Ростовская область|Rostov Region
        RU.60	Псковская область
        RU.90	Пермский край
        RU.55	Оренбургская область
        RU.52	Новгородская область
        RU.49	Мурманская область
        RU.47	Московская область|Подмосковье|Moscow Region
        RU.42	Ленинградская область|Leningrad Region
        RU.41	Курская область
        RU.38	Краснодарский край|Кубань
        RU.28	Карелия
        RU.12	Чечня|Чеченская Республика|Chechnya|Chechen Republic
        RU.17	Дагестан|Dagestan
        RU.08	Башкирия|Башкортостан|Bashkortostan|Bashkiria
        RU.71	Свердловская область
        RU.13	Челябинская область
        RU.29	Кемеровская область|Кузбасс
        RU.91	Красноярский край|Krasnoyarsk Krai
        RU.53	Новосибирская область
        RU.54	Омская область
        RU.78	Тюменская область
        RU.20	Иркутская область
        RU.63	Якутия|Саха|Yakutia
        RU.59	Приморский край|Приморье|Primorye
        RU.30	Хабаровский край
        RU.05	Амурская область
        RU.64	Сахалинская область|Сахалин|Sakhalin
        RU.09	Белгородская область|Belgorod Region
        RU.10	Брянская область|Bryansk Region
        RS.VO	Војводина
        CD.12	Sud-Kivu|Južni Kivu|South Kivu
        CD.11	Nord-Kivu|Severni Kivu|North Kivu
        CD.14	Katanga
        PE.LMA	Lima Metropolitana
        ES.29	Madrid
        ES.56	Cataluña|Catalonia|Catalunya|Catalogne
        ES.51	Andalucía|Andalusia
        ES.59	País Vasco|Basque Country|Euskadi
        GB.ENG	Engleska|Англия|Inglaterra|Angleterre|England|英格兰
        GB.SCT	Škotska|Шотландия|Escocia|Écosse|苏格兰
        GB.WLS	Vels|Уэльс|Gales|威尔士
        DE.02	Bavarska|Bayern|Baviera
        UA.11	Crimea|Krim|Крым|Crimée
        UA.05	Донецкая область|Donbas
        IQ.11	Kurdistan
        AU.02	New South Wales|NSW
        CA.10	Quebec|Québec
        """;

    private static readonly Dictionary<string, string[]> ByCode =
        Table.Split('\n').Select(static line => line.Trim().Split('\t')).ToDictionary(static row => row[0], static row => row[1].Split('|'));

    public static IReadOnlyList<string> Of(string code) => ByCode.GetValueOrDefault(code) ?? [];
}
