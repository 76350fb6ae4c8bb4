using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EsgFunctions.Hosting;

/// <summary>A function as the invocation endpoint knows it: how to read its input, run it, and write its outputs.</summary>
public sealed class FunctionRegistration
{
    private readonly Func<IServiceProvider, object, CancellationToken, Task<object>> _run;
    private readonly Func<Invocation, (object Input, string? Trace)> _read;
    private readonly IReadOnlyList<OutputMember> _outputs;

    private FunctionRegistration(
        string name,
        Type inputType,
        Func<Invocation, (object Input, string? Trace)> read,
        Func<IServiceProvider, object, CancellationToken, Task<object>> run,
        IReadOnlyList<OutputMember> outputs)
    {
        Name = name;
        InputType = inputType;
        _read = read;
        _run = run;
        _outputs = outputs;
    }

    /// <summary>The type's name without "Function"; also the folder of its function.json.</summary>
    public string Name { get; }

    public Type InputType { get; }

    /// <summary>Name of the trigger binding: "timer", or the input record's name in camel case.</summary>
    public string InputBinding => InputType == typeof(TimerTick) ? "timer" : CamelCase(InputType.Name);

    /// <summary>Names of the output bindings: the output record's members in camel case.</summary>
    public IEnumerable<string> OutputBindings => _outputs.Select(output => output.Binding);

    /// <param name="json">The room's serializer context; must know the input and every output message.</param>
    [SuppressMessage("Trimming", "IL2090", Justification = "The app is not trimmed.")]
    public static FunctionRegistration Of<TFunction, TIn, TOut>(JsonSerializerContext json)
        where TFunction : class, IFunction<TIn, TOut>
        where TIn : class
        where TOut : class
    {
        var outputs = typeof(TOut)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => OutputMember.Of(property, json))
            .ToArray();
        return new FunctionRegistration(
            typeof(TFunction).Name[..^"Function".Length],
            typeof(TIn),
            Reader<TIn>(json),
            async (services, input, cancellation) => await services.GetRequiredService<TFunction>().RunAsync((TIn)input, cancellation),
            outputs);
    }

    public (object Input, string? Trace) Read(Invocation invocation) => _read(invocation);

    /// <summary>Runs the function and writes its answer: always an object, since the host never answers to an empty one.</summary>
    public async Task<byte[]> RunAsync(IServiceProvider services, object input, CancellationToken cancellation)
    {
        var result = await _run(services, input, cancellation);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("Outputs");
            foreach (var output in _outputs)
            {
                output.Write(writer, result, Activity.Current?.Id);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static Func<Invocation, (object, string?)> Reader<TIn>(JsonSerializerContext json)
    {
        if (typeof(TIn) == typeof(TimerTick))
        {
            return invocation => (invocation.ReadTimer(), null);
        }

        if (typeof(TIn) == typeof(BlobCreated))
        {
            return invocation => (EventGridEvent.ReadBlobCreated(invocation.ReadMessage().Json), null);
        }

        var type = (JsonTypeInfo<TIn>)TypeInfo(json, typeof(TIn));
        return invocation =>
        {
            var (message, trace) = Envelope.Read(invocation.ReadMessage().Json, type);
            return (message!, trace);
        };
    }

    private static JsonTypeInfo TypeInfo(JsonSerializerContext json, Type type) =>
        json.GetTypeInfo(type) ?? throw new InvalidOperationException($"{json.GetType().Name} does not know {type.Name}.");

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private sealed record OutputMember(string Binding, Func<object, IList> Messages, JsonTypeInfo Type)
    {
        public static OutputMember Of(PropertyInfo property, JsonSerializerContext json)
        {
            var element = property.PropertyType.GetGenericArguments() is [var single] && typeof(IEnumerable).IsAssignableFrom(property.PropertyType)
                ? single
                : throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} must be a list of messages.");
            return new OutputMember(CamelCase(property.Name), result => (IList)property.GetValue(result)!, TypeInfo(json, element));
        }

        /// <summary>
        /// One message: base64, which the host decodes once, so that the bytes on the queue are ours to the letter.
        /// Several: an array of such strings, whose elements the host leaves alone; the reader takes both forms.
        /// </summary>
        public void Write(Utf8JsonWriter writer, object result, string? trace)
        {
            var messages = Messages(result);
            if (messages.Count == 1)
            {
                writer.WriteBase64String(Binding, Envelope.Write(messages[0]!, Type, trace));
            }
            else if (messages.Count > 1)
            {
                writer.WriteStartArray(Binding);
                foreach (var message in messages)
                {
                    writer.WriteBase64StringValue(Envelope.Write(message!, Type, trace));
                }

                writer.WriteEndArray();
            }
        }
    }
}
