using EsgFunctions.People;

namespace EsgFunctions.Ingestion;

/// <summary>The words of a notice on a feed in the six product languages, in the order of <see cref="MessageLanguage"/>: en, zh-Hans, sr-Latn, es, fr, ru.</summary>
internal static class FeedNoticeWords
{
    private static readonly Dictionary<FeedTrouble, string[]> Troubles = new()
    {
        [FeedTrouble.None] = ["FEED RECOVERED", "信息源已恢复", "IZVOR PONOVO RADI", "FUENTE RESTABLECIDA", "SOURCE RÉTABLIE", "ИСТОЧНИК СНОВА РАБОТАЕТ"],
        [FeedTrouble.Failing] = ["FEED FAILING", "信息源故障", "IZVOR NE RADI", "FUENTE CON FALLOS", "SOURCE EN ÉCHEC", "ИСТОЧНИК НЕ РАБОТАЕТ"],
        [FeedTrouble.Silent] = ["FEED SILENT", "信息源无更新", "IZVOR ĆUTI", "FUENTE EN SILENCIO", "SOURCE MUETTE", "ИСТОЧНИК МОЛЧИТ"],
        [FeedTrouble.Stopped] = ["FEED STOPPED", "信息源已停用", "IZVOR JE ZAUSTAVLJEN", "FUENTE DETENIDA", "SOURCE ARRÊTÉE", "ИСТОЧНИК ОСТАНОВЛЕН"],
    };

    private static readonly Dictionary<FeedTrouble, string[]> Advices = new()
    {
        [FeedTrouble.None] =
        [
            "It is read again as usual. Nothing needs to be done.", "该信息源已恢复正常读取，无需任何操作。", "Ponovo se čita kao i obično. Ništa nije potrebno preduzimati.",
            "Se vuelve a leer con normalidad. No hace falta hacer nada.", "Elle est de nouveau lue normalement. Aucune action n'est requise.", "Он снова читается как обычно. Ничего делать не нужно.",
        ],
        [FeedTrouble.Failing] =
        [
            "It could not be read at least three times in a row. It is tried again at growing intervals, and you will be told when it works.", "该信息源已连续至少三次读取失败。系统将逐渐延长间隔继续尝试，恢复后会通知您。", "Najmanje tri puta zaredom nije mogao da se pročita. Pokušaji se nastavljaju u sve dužim razmacima, a kada proradi, bićete obavešteni.",
            "No se pudo leer al menos tres veces seguidas. Se sigue intentando a intervalos crecientes y se le avisará cuando funcione.", "Elle n'a pas pu être lue au moins trois fois de suite. Les essais continuent à intervalles croissants ; vous serez prévenu(e) dès qu'elle fonctionne.", "Его не удалось прочитать как минимум три раза подряд. Попытки продолжаются со всё большими промежутками; когда он заработает, вы получите сообщение.",
        ],
        [FeedTrouble.Silent] =
        [
            "It can be read, but has brought nothing new for three times as long as usual. Look whether its publisher has moved or ended it.", "该信息源可以读取，但无新内容的时间已达平常间隔的三倍。请检查发布方是否已更换地址或停止更新。", "Može da se čita, ali tri puta duže nego obično nije doneo ništa novo. Proverite da li ga je izdavač premestio ili ugasio.",
            "Se puede leer, pero lleva el triple de lo habitual sin nada nuevo. Compruebe si el editor la ha trasladado o la ha cerrado.", "Elle peut être lue, mais n'a rien apporté de nouveau depuis trois fois plus longtemps que d'habitude. Vérifiez si son éditeur l'a déplacée ou supprimée.", "Он читается, но втрое дольше обычного не приносит ничего нового. Проверьте, не перенёс ли его издатель и не закрыл ли.",
        ],
        [FeedTrouble.Stopped] =
        [
            "It is not read any more until somebody starts it again.", "在有人重新启用之前，将不再读取该信息源。", "Više se ne čita dok ga neko ponovo ne pokrene.",
            "Ya no se lee hasta que alguien la vuelva a activar.", "Elle n'est plus lue tant que personne ne la relance.", "Он больше не читается, пока кто-нибудь не запустит его снова.",
        ],
    };

    private static readonly Dictionary<Label, string[]> Labels = new()
    {
        [Label.Many] = ["Notices on your feeds", "信息源通知", "Obaveštenja o vašim izvorima", "Avisos sobre sus fuentes", "Avis sur vos sources", "Сообщения о ваших источниках"],
        [Label.More] = ["And more feeds", "其他信息源", "I još izvora", "Y más fuentes", "Et d'autres sources", "И ещё источников"],
        [Label.Reason] = ["Reason", "原因", "Razlog", "Motivo", "Motif", "Причина"],
        [Label.Since] = ["Since", "开始时间", "Od", "Desde", "Depuis", "С какого времени"],
        [Label.Address] = ["Address", "地址", "Adresa", "Dirección", "Adresse", "Адрес"],
        [Label.Why] = ["Why you got this", "您为何收到此消息", "Zašto ste ovo dobili", "Por qué lo recibe", "Pourquoi vous recevez ceci", "Почему вы это получили"],
        [Label.Owner] =
        [
            "You are named as the one who looks after it.", "您被指定为该信息源的负责人。", "Navedeni ste kao osoba koja o njemu brine.",
            "Usted figura como responsable.", "Vous en êtes désigné(e) responsable.", "Вы указаны как ответственное лицо.",
        ],
    };

    public enum Label
    {
        Many,
        More,
        Reason,
        Since,
        Address,
        Why,
        Owner,
    }

    public static string Of(FeedTrouble trouble, MessageLanguage language) => Troubles[trouble][(int)language];

    public static string Advice(FeedTrouble trouble, MessageLanguage language) => Advices[trouble][(int)language];

    public static string Of(Label label, MessageLanguage language) => Labels[label][(int)language];
}
