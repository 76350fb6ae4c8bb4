using BenchmarkDotNet.Running;
using EsgFunctions.Benchmarks.Categories;
using EsgFunctions.Benchmarks.Evaluation;
using EsgFunctions.Benchmarks.Evaluation.Sets;
using EsgFunctions.Benchmarks.Fuzzing;
using EsgFunctions.Benchmarks.Gazetteer;
using EsgFunctions.Benchmarks.Languages;
using EsgFunctions.Benchmarks.Load;
using EsgFunctions.Benchmarks.Reading;
using EsgFunctions.Benchmarks.Simulation;

namespace EsgFunctions.Benchmarks;

internal static class Program
{
    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["gazetteer", .. var rest]:
                return GazetteerCommand.Run(rest);
            case ["evaluate", .. var rest]:
                return EvaluateCommand.Run(rest);
            case ["analyse-alone", var texts]:
                return SpeedSet.RunAlone(texts);
            case ["languages", .. var rest]:
                return LanguagesCommand.Run(rest);
            case ["profiles", .. var rest]:
                return ProfilesCommand.Run(rest);
            case ["train", .. var rest]:
                return TrainCommand.Run(rest);
            case ["csv", .. var rest]:
                return CsvCommand.Run(rest);
            case ["read", .. var rest]:
                return ReadCommand.Run(rest);
            case ["read-alone", var mode, var list, var passes]:
                return ReadCommand.RunAlone(mode, list, passes);
            case ["simulate", .. var rest]:
                return SimulateCommand.Run(rest);
            case ["fuzz", .. var rest]:
                return FuzzCommand.Run(rest);
            case ["fuzz-alone", var progress, .. var rest]:
                return FuzzCommand.RunAlone(progress, rest);
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                return 0;
        }
    }
}
