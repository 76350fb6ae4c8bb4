using BenchmarkDotNet.Running;
using EsgFunctions.Benchmarks.Gazetteer;

namespace EsgFunctions.Benchmarks;

internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["gazetteer", .. var rest])
        {
            return GazetteerCommand.Run(rest);
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
