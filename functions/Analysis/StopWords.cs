using System.Collections.Frozen;

namespace EsgFunctions.Analysis;

/// <summary>Words that carry no event, as folded: no accents, Serbian in Latin.</summary>
internal static class StopWords
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> ByLanguage = new Dictionary<string, FrozenSet<string>>
    {
        ["en"] = Words("a an the and or but of in on at to for from by with as is are was were be been has have had will would can could may it its his her their this that these those after before over under into out up down about amid near new says say said than then there here he she they we you i who what when where why how not no more most least some at s t"),
        ["es"] = Words("el la los las un una unos unas y o u e pero de del en a al por para con sin sobre como es son fue fueron ser ha han habia se su sus lo le les que este esta estos estas tras ante entre desde hasta ya mas no si dice"),
        ["fr"] = Words("le la les l un une des du de d et ou mais en dans au aux a par pour avec sans sur sous comme est sont ete etre a ont avait se s sa son ses leur leurs qui que qu ce cette ces apres avant entre vers plus ne pas n il elle ils elles on selon"),
        ["pt"] = Words("o a os as um uma uns umas e ou mas de do da dos das em no na nos nas ao aos por para pelo pela com sem sobre como e sao foi foram ser ha se seu sua seus suas que este esta apos entre desde ate ja mais nao diz"),
        ["ru"] = Words("и в во на не что он она они оно с со как а то все так его но да по за из от до у к ко о об для при это эта этот после над под или же бы был была были было будет уже также ли еще"),
        ["sr"] = Words("i u na se je su da ne za od do sa s o po iz kod ili a ali kao koji koja koje koju sto to ta taj te ti bi bio bila bilo ce posle nakon pre pred pod nad uz zbog vise jos samo ka k"),
        ["de"] = Words("der die das den dem des ein eine einen einem einer und oder aber in im an am auf aus bei mit nach von vom zu zum zur fur ist sind war waren wird hat haben sich nicht auch als wie uber unter"),
        ["it"] = Words("il lo la i gli le un uno una e o ma di del della dei delle in nel nella a al alla ai da dal per con su sul tra fra che si non piu e sono ha hanno dopo come"),
        ["nl"] = Words("de het een en of maar in op aan bij met na naar van voor uit te is zijn was waren wordt heeft hebben niet ook als dat die over om"),
        ["tr"] = Words("ve ile bir bu da de icin mi ne o ki cok daha gibi kadar sonra"),
        ["id"] = Words("dan di ke dari yang untuk pada dengan ini itu adalah dalam akan tidak telah oleh"),
        ["sw"] = Words("na ya wa kwa la za ni katika cha vya kuwa huo hii"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Nothing = FrozenSet<string>.Empty;

    /// <param name="language">BCP 47; only the language itself is looked at.</param>
    public static FrozenSet<string> Of(string language)
    {
        var end = language.IndexOf('-', StringComparison.Ordinal);
        return ByLanguage.GetValueOrDefault(end < 0 ? language : language[..end], Nothing);
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
