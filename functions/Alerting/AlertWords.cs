using EsgFunctions.People;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>The words of an alert in the six product languages, in the order of <see cref="MessageLanguage"/>: en, zh-Hans, sr-Latn, es, fr, ru.</summary>
internal static class AlertWords
{
    private static readonly Dictionary<AlertTier, string[]> Tiers = new()
    {
        [AlertTier.Advisory] = ["ADVISORY", "提示", "OBAVEŠTENJE", "AVISO", "AVIS", "СООБЩЕНИЕ"],
        [AlertTier.Alert] = ["ALERT", "警报", "UPOZORENJE", "ALERTA", "ALERTE", "ОПОВЕЩЕНИЕ"],
        [AlertTier.Urgent] = ["URGENT", "紧急", "HITNO", "URGENTE", "URGENT", "СРОЧНО"],
        [AlertTier.Flash] = ["FLASH", "特急", "NAJHITNIJE", "MUY URGENTE", "EXTRÊME URGENCE", "КРАЙНЕ СРОЧНО"],
    };

    private static readonly Dictionary<RiskCategory, string[]> Categories = new()
    {
        [RiskCategory.Terrorism] = ["Terrorism", "恐怖袭击", "Terorizam", "Terrorismo", "Terrorisme", "Терроризм"],
        [RiskCategory.ArmedConflict] = ["Armed conflict", "武装冲突", "Oružani sukob", "Conflicto armado", "Conflit armé", "Вооружённый конфликт"],
        [RiskCategory.CivilUnrest] = ["Civil unrest", "社会动荡", "Građanski nemiri", "Disturbios", "Troubles civils", "Беспорядки"],
        [RiskCategory.Crime] = ["Crime", "犯罪", "Kriminal", "Delincuencia", "Criminalité", "Преступность"],
        [RiskCategory.Kidnap] = ["Kidnapping", "绑架", "Otmica", "Secuestro", "Enlèvement", "Похищение"],
        [RiskCategory.LabourAction] = ["Labour action", "劳工行动", "Štrajk", "Huelga", "Mouvement social", "Забастовка"],
        [RiskCategory.Political] = ["Political event", "政治事件", "Politički događaj", "Hecho político", "Événement politique", "Политическое событие"],
        [RiskCategory.Health] = ["Health hazard", "健康风险", "Zdravstvena opasnost", "Riesgo sanitario", "Risque sanitaire", "Угроза здоровью"],
        [RiskCategory.NaturalHazard] = ["Natural hazard", "自然灾害", "Prirodna nepogoda", "Peligro natural", "Aléa naturel", "Стихийное бедствие"],
        [RiskCategory.Weather] = ["Severe weather", "恶劣天气", "Nevreme", "Mal tiempo", "Intempéries", "Опасная погода"],
        [RiskCategory.Fire] = ["Fire", "火灾", "Požar", "Incendio", "Incendie", "Пожар"],
        [RiskCategory.Transport] = ["Transport accident", "交通事故", "Saobraćajna nesreća", "Accidente de transporte", "Accident de transport", "Транспортное происшествие"],
        [RiskCategory.Utility] = ["Utility failure", "公用设施故障", "Kvar na infrastrukturi", "Fallo de servicios", "Panne de réseau", "Авария сетей"],
        [RiskCategory.Cyber] = ["Cyber attack", "网络攻击", "Sajber napad", "Ciberataque", "Cyberattaque", "Кибератака"],
        [RiskCategory.Environmental] = ["Environmental incident", "环境事件", "Ekološki incident", "Incidente ambiental", "Incident environnemental", "Экологическое происшествие"],
        [RiskCategory.CommunityLand] = ["Community or land dispute", "社区或土地纠纷", "Spor sa zajednicom", "Conflicto comunitario", "Conflit communautaire", "Спор с местными жителями"],
        [RiskCategory.Regulatory] = ["Regulatory change", "监管变化", "Izmena propisa", "Cambio normativo", "Changement réglementaire", "Изменение правил"],
        [RiskCategory.SupplyChain] = ["Supply chain", "供应链", "Lanac snabdevanja", "Cadena de suministro", "Chaîne logistique", "Цепочка поставок"],
        [RiskCategory.HumanRights] = ["Human-rights allegation", "人权指控", "Navod o ljudskim pravima", "Denuncia de derechos humanos", "Allégation de droits humains", "Жалоба на права человека"],
        [RiskCategory.Corruption] = ["Corruption", "腐败", "Korupcija", "Corrupción", "Corruption", "Коррупция"],
        [RiskCategory.Developing] = ["Developing incident", "事态发展中", "Događaj u toku", "Incidente en desarrollo", "Événement en cours", "Происшествие"],
    };

    private static readonly Dictionary<RiskKind, string[]> Kinds = new()
    {
        [RiskKind.Shooting] = ["Shooting", "枪击", "Pucnjava", "Tiroteo", "Fusillade", "Стрельба"],
        [RiskKind.Protest] = ["Protest", "抗议", "Protest", "Protesta", "Manifestation", "Протест"],
        [RiskKind.Earthquake] = ["Earthquake", "地震", "Zemljotres", "Terremoto", "Séisme", "Землетрясение"],
        [RiskKind.Flood] = ["Flood", "洪水", "Poplava", "Inundación", "Inondation", "Наводнение"],
        [RiskKind.Storm] = ["Storm", "风暴", "Oluja", "Tormenta", "Tempête", "Шторм"],
        [RiskKind.Volcano] = ["Volcanic eruption", "火山喷发", "Erupcija vulkana", "Erupción volcánica", "Éruption volcanique", "Извержение вулкана"],
    };

    private static readonly Dictionary<Severity, string[]> Severities = new()
    {
        [Severity.Unknown] = ["unknown", "未知", "nepoznato", "desconocida", "inconnue", "неизвестна"],
        [Severity.Minor] = ["minor", "轻微", "mala", "menor", "mineure", "малая"],
        [Severity.Moderate] = ["moderate", "中等", "umerena", "moderada", "modérée", "умеренная"],
        [Severity.Severe] = ["severe", "严重", "velika", "grave", "grave", "серьёзная"],
        [Severity.Extreme] = ["extreme", "极端", "ekstremna", "extrema", "extrême", "чрезвычайная"],
    };

    /// <summary>{0}: the site or place; {1}: how far, with a leading comma, or nothing.</summary>
    private static readonly Dictionary<AudienceReason, string[]> Whys = new()
    {
        [AudienceReason.SiteReached] =
        [
            "You are on the roster of {0}{1}, within reach of this event.", "您在{0}的人员名单上{1}，处于该事件影响范围内。", "Nalazite se na spisku za {0}{1}, u dometu ovog događaja.",
            "Usted figura en la lista de {0}{1}, dentro del alcance de este suceso.", "Vous êtes affecté(e) à {0}{1}, dans le rayon de cet événement.", "Вы числитесь на объекте {0}{1}, в зоне действия события.",
        ],
        [AudienceReason.SecurityContact] =
        [
            "You are a security contact of {0}{1}, within reach of this event.", "您是{0}的安全联系人{1}，该地处于事件影响范围内。", "Vi ste kontakt za bezbednost za {0}{1}, u dometu ovog događaja.",
            "Usted es contacto de seguridad de {0}{1}, dentro del alcance de este suceso.", "Vous êtes contact sûreté de {0}{1}, dans le rayon de cet événement.", "Вы отвечаете за безопасность объекта {0}{1}, в зоне действия события.",
        ],
        [AudienceReason.TravellerReached] =
        [
            "Your itinerary places you in {0}{1}, within reach of this event.", "根据行程，您现在在{0}{1}，处于该事件影响范围内。", "Prema planu puta nalazite se u mestu {0}{1}, u dometu ovog događaja.",
            "Según su itinerario está en {0}{1}, dentro del alcance de este suceso.", "Selon votre itinéraire vous êtes à {0}{1}, dans le rayon de cet événement.", "По маршруту вы находитесь в {0}{1}, в зоне действия события.",
        ],
        [AudienceReason.UpcomingTrip] =
        [
            "Your trip takes you to {0}{1} within 72 hours.", "您将在72小时内前往{0}{1}。", "Vaše putovanje u roku od 72 sata vodi u {0}{1}.",
            "Su viaje lo lleva a {0}{1} en las próximas 72 horas.", "Votre voyage vous mène à {0}{1} d'ici 72 heures.", "В ближайшие 72 часа вы едете в {0}{1}.",
        ],
        [AudienceReason.CountryWide] =
        [
            "You are in the country ({0}), and this event concerns all of it.", "您在该国（{0}），该事件影响全国。", "Nalazite se u zemlji ({0}), a događaj se odnosi na celu zemlju.",
            "Usted está en el país ({0}) y el suceso afecta a todo él.", "Vous êtes dans le pays ({0}) et l'événement le concerne en entier.", "Вы в стране ({0}), событие касается всей страны.",
        ],
        [AudienceReason.SiteInRegion] =
        [
            "You are on the roster of {0}{1}, in the same region; outside the reach of this event.", "您在同一地区{0}的人员名单上{1}，不在影响范围内。", "Nalazite se na spisku za {0}{1}, u istom regionu, van dometa događaja.",
            "Usted figura en la lista de {0}{1}, en la misma región, fuera del alcance.", "Vous êtes affecté(e) à {0}{1}, dans la même région, hors du rayon de l'événement.", "Вы числитесь на объекте {0}{1} в том же регионе, вне зоны действия.",
        ],
        [AudienceReason.TravellerInRegion] =
        [
            "Your itinerary places you in {0}{1}, in the same region; outside the reach of this event.", "根据行程，您在同一地区的{0}{1}，不在影响范围内。", "Prema planu puta nalazite se u mestu {0}{1}, u istom regionu, van dometa događaja.",
            "Según su itinerario está en {0}{1}, en la misma región, fuera del alcance.", "Selon votre itinéraire vous êtes à {0}{1}, dans la même région, hors du rayon.", "По маршруту вы в {0}{1}, в том же регионе, вне зоны действия.",
        ],
    };

    private static readonly Dictionary<AlertTier, string[]> Advices = new()
    {
        [AlertTier.Advisory] = ["No action is needed now; take it into account in your plans.", "目前无需行动；请在计划中予以考虑。", "Za sada nije potrebno ništa preduzimati; uzmite u obzir u planovima.", "No hace falta actuar ahora; téngalo en cuenta en sus planes.", "Aucune action requise pour l'instant ; tenez-en compte.", "Сейчас действий не требуется; учтите в планах."],
        [AlertTier.Alert] = ["Avoid the area and follow the instructions of your site.", "请避开该区域，并听从所在项目的指示。", "Izbegavajte područje i pratite uputstva lokacije.", "Evite la zona y siga las instrucciones de su sede.", "Évitez la zone et suivez les consignes de votre site.", "Избегайте района и следуйте указаниям объекта."],
        [AlertTier.Urgent] = ["Stay away or take shelter, and answer this message.", "请远离或就地避险，并回复本消息。", "Sklonite se na sigurno i odgovorite na ovu poruku.", "Aléjese o póngase a salvo y responda a este mensaje.", "Éloignez-vous ou mettez-vous à l'abri, et répondez à ce message.", "Уйдите в безопасное место и ответьте на сообщение."],
        [AlertTier.Flash] = ["Take shelter now, and answer this message.", "请立即避险，并回复本消息。", "Odmah se sklonite i odgovorite na ovu poruku.", "Póngase a salvo ahora y responda a este mensaje.", "Mettez-vous à l'abri immédiatement et répondez à ce message.", "Немедленно укройтесь и ответьте на сообщение."],
    };

    private static readonly Dictionary<Label, string[]> Labels = new()
    {
        [Label.Where] = ["Where", "地点", "Gde", "Dónde", "Où", "Где"],
        [Label.Seen] = ["Last seen", "最近报道", "Poslednji put viđeno", "Visto por última vez", "Dernier signalement", "Последнее сообщение"],
        [Label.Severity] = ["Severity", "严重程度", "Težina", "Gravedad", "Gravité", "Тяжесть"],
        [Label.Sources] = ["Sources", "来源", "Izvori", "Fuentes", "Sources", "Источники"],
        [Label.Score] = ["Score", "评分", "Ocena", "Puntuación", "Score", "Оценка"],
        [Label.Why] = ["Why you got this", "您为何收到此消息", "Zašto ste ovo dobili", "Por qué lo recibe", "Pourquoi vous recevez ceci", "Почему вы это получили"],
        [Label.Answer] = ["Answer", "回复", "Odgovorite", "Responda", "Répondre", "Ответить"],
        [Label.Unconfirmed] = ["unconfirmed", "未经证实", "nepotvrđeno", "sin confirmar", "non confirmé", "не подтверждено"],
        [Label.Near] = ["near", "靠近", "kod", "cerca de", "près de", "около"],
        [Label.Acknowledge] = ["I have read this", "我已阅读", "Pročitao/la sam", "Lo he leído", "J'ai lu", "Я прочитал(а)"],
        [Label.Safe] = ["I am safe", "我平安", "Bezbedan/na sam", "Estoy a salvo", "Je suis en sécurité", "Я в безопасности"],
        [Label.NeedHelp] = ["I need help", "我需要帮助", "Treba mi pomoć", "Necesito ayuda", "J'ai besoin d'aide", "Мне нужна помощь"],
        [Label.Thanks] = ["Thank you. Your answer was recorded.", "谢谢，您的回复已记录。", "Hvala. Vaš odgovor je zabeležen.", "Gracias. Su respuesta se ha registrado.", "Merci. Votre réponse est enregistrée.", "Спасибо. Ваш ответ записан."],
        [Label.LinkOver] = ["This link leads nowhere", "此链接无效", "Ova veza ne vodi nikuda", "Este enlace no lleva a ninguna parte", "Ce lien ne mène nulle part", "Эта ссылка никуда не ведёт"],
        [Label.LinkOverAdvice] =
        [
            "It was cut off, or its time is over. If you need help, call your site's security.", "链接不完整或已过期。如需帮助，请致电您所在项目的安保部门。", "Prekinuta je ili je istekla. Ako vam treba pomoć, pozovite obezbeđenje svoje lokacije.",
            "Está incompleto o ha caducado. Si necesita ayuda, llame a la seguridad de su sede.", "Il est incomplet ou périmé. Si vous avez besoin d'aide, appelez la sûreté de votre site.", "Она неполная или устарела. Если нужна помощь, звоните в охрану своего объекта.",
        ],
        [Label.Colleague] = ["report of a colleague", "同事的报告", "prijava kolege", "aviso de un compañero", "signalement d'un collègue", "сообщение сотрудника"],
    };

    public enum Label
    {
        Where,
        Seen,
        Severity,
        Sources,
        Score,
        Why,
        Answer,
        Unconfirmed,
        Near,
        Acknowledge,
        Safe,
        NeedHelp,
        Thanks,
        LinkOver,
        LinkOverAdvice,
        Colleague,
    }

    public static string Of(AlertTier tier, MessageLanguage language) => Tiers[tier][(int)language];

    public static string Of(Severity severity, MessageLanguage language) => Severities[severity][(int)language];

    public static string Of(Label label, MessageLanguage language) => Labels[label][(int)language];

    public static string Advice(AlertTier tier, MessageLanguage language) => Advices[tier][(int)language];

    /// <summary>The kind where there is one, since it says more than its category.</summary>
    public static string Event(RiskCategory category, RiskKind kind, MessageLanguage language) =>
        Kinds.TryGetValue(kind, out var words) ? words[(int)language] : Categories[category][(int)language];

    public static string Why(AudienceReason reason, MessageLanguage language) => Whys[reason][(int)language];
}
