using System.Collections.Frozen;

namespace EsgFunctions.Ingestion;

/// <summary>
/// The columns of every kind of rows: the name that code uses, then what people call it in English, Spanish, French, Serbian, Russian and
/// Chinese. Capitals, accents, blanks, hyphens and underscores in a header do not matter ("Published at" is "published_at"). A column with a
/// * must be there; of those with a ?, one must be.
/// </summary>
public static class RowColumns
{
    private const string Accented = "áàâäãéèêëíìîïóòôöõúùûüñçćčšžđё";
    private const string Plain = "aaaaaeeeeiiiiooooouuuuncccszdе";

    private static readonly FrozenDictionary<UploadKind, FrozenDictionary<string, string>> Names;
    private static readonly FrozenDictionary<UploadKind, string[][]> Needs;

    private static readonly (UploadKind Kind, string Columns)[] Table =
    [
        (UploadKind.Items, """
            *title headline subject heading | título titular | titre | naslov | заголовок | 标题
            text body content description summary article | texto contenido descripción resumen | texte contenu résumé | tekst sadržaj opis | текст содержание описание | 正文 内容 摘要 描述
            url link href uri address | enlace dirección | lien adresse | veza adresa | ссылка адрес | 链接 网址
            published date publishedat publishedon pubdate publicationdate time datetime timestamp | fecha publicado fechadepublicación | datedepublication publiéle | datum objavljeno datumobjave | дата опубликовано датапубликации время | 日期 发布日期 发布时间 时间
            updated updatedat modified | actualizado | misàjour | ažurirano | обновлено | 更新时间
            language lang locale | idioma | langue | jezik | язык | 语言
            country countrycode iso2 iso3 alpha2 alpha3 | país | pays | država zemlja | страна | 国家
            lat latitude y | latitud | | širina geografskaširina | широта | 纬度
            lon lng long longitude x | longitud | | dužina geografskadužina | долгота | 经度
            place location placename | lugar localidad ubicación | lieu | mesto | место | 地点 位置
            source publisher outlet feed sourcename | fuente | | izvor | источник | 来源
            author authors byline | autor | auteur | | автор | 作者
            category categories tags topic | categoría etiquetas | catégorie étiquettes | kategorija oznake | категория метки | 类别 分类 标签
            id guid key itemid | identificador | identifiant | šifra | идентификатор номер | 编号
            """),
        (UploadKind.Sites, """
            *name site sitename title | nombre sitio | nom | naziv lokacija | название объект | 名称 站点
            *country countrycode iso2 iso3 | país | pays | država zemlja | страна | 国家
            *lat latitude y | latitud | | širina geografskaširina | широта | 纬度
            *lon lng long longitude x | longitud | | dužina geografskadužina | долгота | 经度
            id siteid code key | identificador código | identifiant | šifra | идентификатор код | 编号
            region admin1 province state | región provincia estado | province | okrug pokrajina | регион область | 地区 省份
            radiusKm radius radiuskilometres radiuskilometers | radio | rayon | poluprečnik | радиус | 半径
            criticality critical | criticidad | criticité | kritičnost | критичность | 重要性
            overseas abroad | extranjero | étranger | inostranstvo | зарубежный | 海外
            securityManagedByGroup groupsecurity managedbygroup | seguridaddelgrupo | sécuritédugroupe | bezbednostgrupe | безопасностьгруппы | 集团安保
            securityContacts contacts securitycontact | contactosdeseguridad contactos | contactsdesécurité | kontaktizabezbednost kontakti | контактыбезопасности контакты | 安保联系人
            timeZone timezone zone tz | zonahoraria | fuseauhoraire | vremenskazona | часовойпояс | 时区
            """),
        (UploadKind.People, """
            *name fullname personname | nombre nombrecompleto | nom nomcomplet | ime imeiprezime | имя фио | 姓名
            ?email mail emailaddress | correo correoelectrónico | courriel | epošta imejl | почта электроннаяпочта | 邮箱 电子邮件
            ?phone mobile telephone phonenumber cell msisdn | teléfono móvil celular | téléphone portable | telefon mobilni | телефон мобильный | 电话 手机
            id personid employeeid staffid key | identificador | identifiant matricule | šifra matičnibroj | табельныйномер идентификатор | 工号 编号
            kind employment | tipo | statut | vrsta | вид | 类型
            language lang locale | idioma | langue | jezik | язык | 语言
            login objectid account | usuario cuenta | utilisateur compte | nalog | логин учётнаязапись | 账号
            emergencyContact emergency nextofkin | contactodeemergencia | contactdurgence | kontaktzahitneslučajeve | экстренныйконтакт | 紧急联系人
            manager managerid linemanager supervisor | jefe responsable | supérieur | rukovodilac | руководитель | 主管 经理
            site siteid basesite | sitio | | lokacija | объект | 站点
            """),
        (UploadKind.Rosters, """
            *site siteid sitename | sitio | | lokacija | объект | 站点
            *person personid employee employeeid staffid | persona empleado | personne employé salarié matricule | osoba zaposleni | сотрудник табельныйномер | 人员 员工 工号
            from start startdate begin arrival since | desde inicio | début du | od početak | начало с | 开始 开始时间
            to end enddate until departure | hasta fin | au | do kraj | конец по | 结束 结束时间
            role post duty | función puesto | fonction poste | uloga dužnost | должность роль | 职务 岗位
            id key | identificador | identifiant | šifra | идентификатор | 编号
            """),
        (UploadKind.Trips, """
            *person personid traveller traveler employee employeeid | viajero persona empleado | voyageur personne employé matricule | putnik osoba zaposleni | путешественник сотрудник табельныйномер | 旅客 人员 员工 工号
            from start departure depart arrival begin startdate | salida desde inicio | départ début du | polazak od početak | отправление начало с | 出发 出发时间 开始时间
            to end return until enddate | regreso hasta fin | retour au | povratak do kraj | возвращение конец по | 返回 返回时间 结束时间
            ?segments legs | tramos | étapes | deonice | отрезки | 行程
            ?country countrycode iso2 iso3 destinationcountry | país | pays | država zemlja | страна | 国家
            ?place destination city location | destino ciudad lugar | ville lieu | odredište grad mesto | назначение город место | 目的地 城市 地点
            ?lat latitude y | latitud | | širina geografskaširina | широта | 纬度
            lon lng long longitude x | longitud | | dužina geografskadužina | долгота | 经度
            mode transport means | medio transporte | moyen | prevoz | транспорт | 交通方式
            transit stopover | tránsito escala | escale | tranzit presedanje | транзит пересадка | 中转
            trip tripid booking bookingid reference | viaje reserva | voyage réservation | putovanje | поездка бронь | 出差单号
            id key segment segmentid | identificador | identifiant | šifra | идентификатор | 编号
            """),
    ];

    static RowColumns()
    {
        var names = new Dictionary<UploadKind, FrozenDictionary<string, string>>();
        var needs = new Dictionary<UploadKind, string[][]>();
        foreach (var (kind, columns) in Table)
        {
            var synonyms = new Dictionary<string, string>(StringComparer.Ordinal);
            var all = new List<string[]>();
            var any = new List<string>();
            foreach (var words in Lines(columns))
            {
                var name = words[0].TrimStart('*', '?');
                foreach (var word in words.Skip(1).Append(name))
                {
                    synonyms.TryAdd(Normalise(word), name);
                }

                if (words[0][0] == '*')
                {
                    all.Add([name]);
                }
                else if (words[0][0] == '?')
                {
                    any.Add(name);
                }
            }

            names.Add(kind, synonyms.ToFrozenDictionary(StringComparer.Ordinal));
            needs.Add(kind, [.. all, .. any.Count > 0 ? new[] { any.ToArray() } : []]);
        }

        Names = names.ToFrozenDictionary();
        Needs = needs.ToFrozenDictionary();
    }

    /// <summary>Kinds that come as rows.</summary>
    public static IEnumerable<UploadKind> Kinds => Table.Select(entry => entry.Kind);

    /// <summary>The name that code uses for a header as written; null where this kind knows no such column.</summary>
    public static string? Canonical(UploadKind kind, string header) =>
        Names.TryGetValue(kind, out var names) ? names.GetValueOrDefault(Normalise(header)) : null;

    /// <summary>Columns that must be there and are not; of a choice, all its names divided by " or ".</summary>
    public static IReadOnlyList<string> Missing(UploadKind kind, IEnumerable<string> headers)
    {
        var present = headers.Select(header => Canonical(kind, header)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Needs.TryGetValue(kind, out var needs) ? needs.Where(choice => !choice.Any(present.Contains)).Select(choice => string.Join(" or ", choice)).ToList() : [];
    }

    /// <summary>How many of the headers this kind knows.</summary>
    public static int Fit(UploadKind kind, IEnumerable<string> headers) => headers.Count(header => Canonical(kind, header) is not null);

    private static IEnumerable<string[]> Lines(string columns) =>
        columns.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Letters and digits alone, small, without accents.</summary>
    private static string Normalise(string header) =>
        string.Concat(header.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).Select(c => Accented.IndexOf(c) is var at and >= 0 ? Plain[at] : c));
}
