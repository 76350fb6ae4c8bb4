using BenchmarkDotNet.Running;
using EsgFunctions.Benchmarks.Evaluation;
using EsgFunctions.Benchmarks.Gazetteer;

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
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                return 0;
        }
    }
}
