namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>A labelled set: knows its files and labels, asks the product, and counts what is right.</summary>
internal interface IEvaluatedSet
{
    /// <summary>Its folder below the data.</summary>
    string Name { get; }

    IEnumerable<Tally> Evaluate(SetFolder folder);
}
