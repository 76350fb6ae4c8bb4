using EsgFunctions.People;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>The words of an alert in the six product languages, in the order of <see cref="MessageLanguage"/>: en, zh-Hans, sr-Latn, es, fr, ru.</summary>
internal static class AlertWords
{
    private static readonly Dictionary<AlertTier, string[]> Tiers = new()
    {
        [AlertTier.Advisory] = ["ADVISORY", "提示", "OBAVEŠTENJE", "AVISO", "AVIS", "К СВЕДЕНИЮ"],
        [AlertTier.Alert] = ["ALERT", "警报", "UPOZORENJE", "ALERTA", "ALERTE", "ПРЕДУПРЕЖДЕНИЕ"],
        [AlertTier.Urgent] = ["URGENT", "紧急", "HITNO", "URGENTE", "URGENT", "СРОЧНО"],
        [AlertTier.Flash] = ["FLASH", "特急", "NAJHITNIJE", "MUY URGENTE", "URGENCE ABSOLUE", "КРАЙНЕ СРОЧНО"],
    };

    private static readonly Dictionary<RiskCategory, string[]> Categories = new()
    {
        [RiskCategory.Terrorism] = ["Terrorism", "恐怖袭击", "Terorizam", "Terrorismo", "Terrorisme", "Терроризм"],
        [RiskCategory.ArmedConflict] = ["Armed conflict", "武装冲突", "Oružani sukob", "Conflicto armado", "Conflit armé", "Вооружённый конфликт"],
        [RiskCategory.CivilUnrest] = ["Civil unrest", "社会动荡", "Građanski nemiri", "Disturbios", "Troubles civils", "Беспорядки"],
        [RiskCategory.Crime] = ["Crime", "犯罪", "Kriminal", "Delincuencia", "Criminalité", "Преступление"],
        [RiskCategory.Kidnap] = ["Kidnapping", "绑架", "Otmica", "Secuestro", "Enlèvement", "Похищение"],
        [RiskCategory.LabourAction] = ["Labour action", "罢工", "Štrajk", "Huelga", "Mouvement social", "Забастовка"],
        [RiskCategory.Political] = ["Political event", "政治事件", "Politički događaj", "Acontecimiento político", "Événement politique", "Политическое событие"],
        [RiskCategory.Health] = ["Health hazard", "健康风险", "Zdravstvena opasnost", "Riesgo sanitario", "Risque sanitaire", "Угроза здоровью"],
        [RiskCategory.NaturalHazard] = ["Natural hazard", "自然灾害", "Prirodna nepogoda", "Peligro natural", "Risque naturel", "Стихийное бедствие"],
        [RiskCategory.Weather] = ["Severe weather", "恶劣天气", "Nevreme", "Tiempo severo", "Intempéries", "Опасная погода"],
        [RiskCategory.Fire] = ["Fire", "火灾", "Požar", "Incendio", "Incendie", "Пожар"],
        [RiskCategory.Transport] = ["Transport accident", "交通事故", "Saobraćajna nesreća", "Accidente de transporte", "Accident de transport", "Транспортное происшествие"],
        [RiskCategory.Utility] = ["Utility failure", "公用设施故障", "Kvar na infrastrukturi", "Corte de servicios", "Panne d'infrastructure", "Коммунальная авария"],
        [RiskCategory.Cyber] = ["Cyber attack", "网络攻击", "Sajber napad", "Ciberataque", "Cyberattaque", "Кибератака"],
        [RiskCategory.Environmental] = ["Environmental incident", "环境事件", "Ekološki incident", "Incidente ambiental", "Incident environnemental", "Экологическое происшествие"],
        [RiskCategory.CommunityLand] = ["Community or land dispute", "社区或土地纠纷", "Spor sa zajednicom", "Conflicto comunitario", "Conflit communautaire", "Конфликт с местными жителями"],
        [RiskCategory.Regulatory] = ["Regulatory change", "监管变化", "Izmena propisa", "Cambio normativo", "Changement réglementaire", "Изменение законодательства"],
        [RiskCategory.SupplyChain] = ["Supply chain", "供应链", "Lanac snabdevanja", "Cadena de suministro", "Chaîne d'approvisionnement", "Цепочка поставок"],
        [RiskCategory.HumanRights] = ["Human-rights allegation", "人权指控", "Navodi o kršenju ljudskih prava", "Denuncia por derechos humanos", "Allégation d'atteinte aux droits humains", "Сообщение о нарушении прав человека"],
        [RiskCategory.Corruption] = ["Corruption", "腐败", "Korupcija", "Corrupción", "Corruption", "Коррупция"],
        [RiskCategory.Developing] = ["Developing incident", "突发事件", "Događaj u toku", "Incidente en desarrollo", "Événement en cours", "Происшествие"],
    };

    private static readonly Dictionary<RiskKind, string[]> Kinds = new()
    {
        [RiskKind.Shooting] = ["Shooting", "枪击", "Pucnjava", "Tiroteo", "Fusillade", "Стрельба"],
        [RiskKind.Protest] = ["Protest", "抗议", "Protest", "Protesta", "Manifestation", "Акция протеста"],
        [RiskKind.Earthquake] = ["Earthquake", "地震", "Zemljotres", "Terremoto", "Séisme", "Землетрясение"],
        [RiskKind.Flood] = ["Flood", "洪水", "Poplava", "Inundación", "Inondation", "Наводнение"],
        [RiskKind.Storm] = ["Storm", "风暴", "Oluja", "Tormenta", "Tempête", "Шторм"],
        [RiskKind.Volcano] = ["Volcanic eruption", "火山喷发", "Erupcija vulkana", "Erupción volcánica", "Éruption volcanique", "Извержение вулкана"],
    };

    private static readonly Dictionary<Severity, string[]> Severities = new()
    {
        [Severity.Unknown] = ["unknown", "未知", "nepoznata", "desconocida", "inconnue", "неизвестна"],
        [Severity.Minor] = ["minor", "轻微", "mala", "leve", "faible", "низкая"],
        [Severity.Moderate] = ["moderate", "中等", "umerena", "moderada", "modérée", "средняя"],
        [Severity.Severe] = ["severe", "严重", "velika", "alta", "élevée", "высокая"],
        [Severity.Extreme] = ["extreme", "特别严重", "ekstremna", "extrema", "extrême", "крайняя"],
    };

    /// <summary>{0}: the site or place, in its own form: no sentence may need a case of it; {1}: how far, in brackets with a leading blank, or nothing.</summary>
    private static readonly Dictionary<AudienceReason, string[]> Whys = new()
    {
        [AudienceReason.SiteReached] =
        [
            "You are on the roster of {0}{1}, within reach of this event.", "您在{0}{1}的人员名单上，该地处于事件影响范围内。", "Na spisku ste za lokaciju {0}{1}, koja je u zoni ovog događaja.",
            "Usted figura en la lista de {0}{1}, dentro del alcance de este suceso.", "Vous êtes affecté(e) à {0}{1}, dans le périmètre de cet événement.", "Вы числитесь на объекте {0}{1}, который находится в зоне этого события.",
        ],
        [AudienceReason.SecurityContact] =
        [
            "You are a security contact of {0}{1}, within reach of this event.", "您是{0}{1}的安全联系人，该地处于事件影响范围内。", "Vi ste kontakt za bezbednost lokacije {0}{1}, koja je u zoni ovog događaja.",
            "Usted es contacto de seguridad de {0}{1}, dentro del alcance de este suceso.", "Vous êtes contact sûreté de {0}{1}, dans le périmètre de cet événement.", "Вы отвечаете за безопасность объекта {0}{1}, который находится в зоне этого события.",
        ],
        [AudienceReason.TravellerReached] =
        [
            "Your itinerary places you in {0}{1}, within reach of this event.", "根据行程，您目前位于{0}{1}，处于事件影响范围内。", "Prema planu puta nalazite se u mestu {0}{1}, u zoni ovog događaja.",
            "Según su itinerario, usted está en {0}{1}, dentro del alcance de este suceso.", "Selon votre itinéraire, vous êtes à {0}{1}, dans le périmètre de cet événement.", "Согласно плану поездки вы находитесь в зоне этого события: {0}{1}.",
        ],
        [AudienceReason.UpcomingTrip] =
        [
            "Your trip takes you to {0}{1} within 72 hours.", "您将在72小时内前往{0}{1}。", "U naredna 72 sata putujete u mesto {0}{1}.",
            "Tiene previsto viajar a {0}{1} en las próximas 72 horas.", "Votre voyage vous mène à {0}{1} d'ici 72 heures.", "В ближайшие 72 часа у вас запланирована поездка: {0}{1}.",
        ],
        [AudienceReason.CountryWide] =
        [
            "You are in the country ({0}), and this event concerns all of it.", "您在该国（{0}），该事件影响全国。", "Nalazite se u zemlji ({0}), a događaj se odnosi na celu zemlju.",
            "Usted está en el país ({0}) y el suceso afecta a todo el territorio.", "Vous êtes dans le pays ({0}) et l'événement le concerne en entier.", "Вы находитесь в стране ({0}), и событие касается её целиком.",
        ],
        [AudienceReason.SiteInRegion] =
        [
            "You are on the roster of {0}{1}, in the same region; outside the reach of this event.", "您在{0}{1}的人员名单上，该地与事件同属一个地区，但不在影响范围内。", "Na spisku ste za lokaciju {0}{1}, u istom regionu, ali van zone ovog događaja.",
            "Usted figura en la lista de {0}{1}, en la misma región, fuera del alcance de este suceso.", "Vous êtes affecté(e) à {0}{1}, dans la même région, hors du périmètre de cet événement.", "Вы числитесь на объекте {0}{1} в том же регионе, но вне зоны этого события.",
        ],
        [AudienceReason.TravellerInRegion] =
        [
            "Your itinerary places you in {0}{1}, in the same region; outside the reach of this event.", "根据行程，您目前位于{0}{1}，与事件同属一个地区，但不在影响范围内。", "Prema planu puta nalazite se u mestu {0}{1}, u istom regionu, ali van zone ovog događaja.",
            "Según su itinerario, usted está en {0}{1}, en la misma región, fuera del alcance de este suceso.", "Selon votre itinéraire, vous êtes à {0}{1}, dans la même région, hors du périmètre de cet événement.", "Согласно плану поездки вы находитесь в том же регионе, но вне зоны этого события: {0}{1}.",
        ],
        [AudienceReason.Watcher] =
        [
            "It matches the watchlist {0}{1}, which you follow.", "该事件符合您关注的监测列表：{0}{1}。", "Odgovara listi praćenja {0}{1}, koju pratite.",
            "Coincide con la lista de seguimiento {0}{1}, que usted sigue.", "Il correspond à la liste de veille {0}{1}, que vous suivez.", "Событие подходит под список наблюдения, за которым вы следите: {0}{1}.",
        ],
    };

    private static readonly Dictionary<AlertTier, string[]> Advices = new()
    {
        [AlertTier.Advisory] = ["No action is needed now; take it into account in your plans.", "目前无需采取行动；请在计划中予以考虑。", "Za sada nije potrebno ništa preduzimati; uzmite ovo u obzir u svojim planovima.", "No hace falta actuar ahora; téngalo en cuenta en sus planes.", "Aucune action n'est requise pour l'instant ; tenez-en compte dans vos projets.", "Сейчас действий не требуется; учтите это в своих планах."],
        [AlertTier.Alert] = ["Avoid the area and follow the instructions of your site.", "请避开该区域，并听从所在单位的指示。", "Izbegavajte to područje i postupajte po uputstvima svoje lokacije.", "Evite la zona y siga las instrucciones de su centro de trabajo.", "Évitez la zone et suivez les consignes de votre site.", "Избегайте этого района и следуйте указаниям своего объекта."],
        [AlertTier.Urgent] = ["Stay away or take shelter, and answer this message.", "请远离或就地避险，并回复本消息。", "Udaljite se ili se sklonite na sigurno i odgovorite na ovu poruku.", "Aléjese o póngase a salvo y responda a este mensaje.", "Éloignez-vous ou mettez-vous à l'abri, et répondez à ce message.", "Покиньте опасную зону или укройтесь и ответьте на это сообщение."],
        [AlertTier.Flash] = ["Take shelter now, and answer this message.", "请立即避险，并回复本消息。", "Odmah se sklonite na sigurno i odgovorite na ovu poruku.", "Póngase a salvo ahora y responda a este mensaje.", "Mettez-vous à l'abri immédiatement et répondez à ce message.", "Немедленно укройтесь и ответьте на это сообщение."],
    };

    private static readonly Dictionary<Label, string[]> Labels = new()
    {
        [Label.Where] = ["Where", "地点", "Gde", "Dónde", "Où", "Где"],
        [Label.Seen] = ["Last seen", "最近报道", "Poslednji izveštaj", "Última noticia", "Dernier signalement", "Последнее сообщение"],
        [Label.Severity] = ["Severity", "严重程度", "Ozbiljnost", "Gravedad", "Gravité", "Степень тяжести"],
        [Label.Sources] = ["Sources", "来源", "Izvori", "Fuentes", "Sources", "Источники"],
        [Label.Score] = ["Score", "评分", "Ocena", "Puntuación", "Score", "Оценка"],
        [Label.Why] = ["Why you got this", "您为何收到此消息", "Zašto ste ovo dobili", "Por qué lo recibe", "Pourquoi vous recevez ceci", "Почему вы это получили"],
        [Label.Answer] = ["Answer", "回复", "Odgovorite", "Responder", "Répondre", "Ответить"],
        [Label.Unconfirmed] = ["unconfirmed", "未经证实", "nepotvrđeno", "sin confirmar", "non confirmé", "не подтверждено"],
        [Label.Near] = ["near", "靠近", "kod mesta", "cerca de", "près de", "около"],
        [Label.Kilometres] = ["km", "公里", "km", "km", "km", "км"],
        [Label.Acknowledge] = ["I have read this", "我已阅读", "Pročitao/-la sam", "Lo he leído", "J'ai lu ce message", "Я прочитал(а)"],
        [Label.Safe] = ["I am safe", "我平安", "Na sigurnom sam", "Estoy a salvo", "Je suis en sécurité", "Я в безопасности"],
        [Label.NeedHelp] = ["I need help", "我需要帮助", "Treba mi pomoć", "Necesito ayuda", "J'ai besoin d'aide", "Мне нужна помощь"],
        [Label.Thanks] = ["Thank you. Your answer was recorded.", "谢谢，您的回复已记录。", "Hvala. Vaš odgovor je zabeležen.", "Gracias. Su respuesta se ha registrado.", "Merci. Votre réponse est enregistrée.", "Спасибо. Ваш ответ записан."],
        [Label.LinkOver] = ["This link leads nowhere", "此链接无效", "Ova veza ne vodi nikuda", "Este enlace no lleva a ninguna parte", "Ce lien ne mène nulle part", "Эта ссылка никуда не ведёт"],
        [Label.LinkOverAdvice] =
        [
            "It was cut off, or its time is over. If you need help, call your site's security.", "链接不完整或已过期。如需帮助，请致电您所在项目的安保部门。", "Prekinuta je ili je istekla. Ako vam treba pomoć, pozovite obezbeđenje svoje lokacije.",
            "Está incompleto o ha caducado. Si necesita ayuda, llame a la seguridad de su sede.", "Il est incomplet ou périmé. Si vous avez besoin d'aide, appelez la sûreté de votre site.", "Она неполная или устарела. Если нужна помощь, звоните в охрану своего объекта.",
        ],
        [Label.Cancelled] = ["CANCELLED", "已取消", "OTKAZANO", "CANCELADO", "ANNULÉ", "ОТМЕНЕНО"],
        [Label.CancelledAdvice] =
        [
            "The authority has withdrawn this warning. Follow the instructions of your site.", "主管部门已撤销该预警。请听从所在单位的指示。", "Nadležni organ je povukao ovo upozorenje. Postupajte po uputstvima svoje lokacije.",
            "La autoridad ha retirado este aviso. Siga las instrucciones de su centro de trabajo.", "L'autorité a retiré cette alerte. Suivez les consignes de votre site.", "Ведомство отменило это предупреждение. Следуйте указаниям своего объекта.",
        ],
        [Label.Corrected] = ["CORRECTION", "更正", "ISPRAVKA", "CORRECCIÓN", "CORRECTION", "УТОЧНЕНИЕ"],
        [Label.CorrectedAdvice] =
        [
            "Our analysts have corrected this: it is less severe than you were told, or does not reach you. Follow the instructions of your site.", "分析人员已更正此前的通知：事件没有那么严重，或未波及您所在地点。请听从所在单位的指示。", "Ispravili smo ranije obaveštenje: događaj je manje ozbiljan nego što smo javili ili ne pogađa vaše mesto. Postupajte po uputstvima svoje lokacije.",
            "Hemos corregido el aviso anterior: el suceso es menos grave de lo comunicado o no le afecta donde está. Siga las instrucciones de su centro de trabajo.", "Nous avons corrigé l'alerte précédente : l'événement est moins grave qu'annoncé ou ne vous atteint pas. Suivez les consignes de votre site.", "Мы уточнили прежнее сообщение: событие менее опасно, чем мы сообщали, или вас не затрагивает. Следуйте указаниям своего объекта.",
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
        Kilometres,
        Acknowledge,
        Safe,
        NeedHelp,
        Thanks,
        LinkOver,
        LinkOverAdvice,
        Cancelled,
        CancelledAdvice,
        Corrected,
        CorrectedAdvice,
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
