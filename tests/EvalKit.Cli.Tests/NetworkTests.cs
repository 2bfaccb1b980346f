using System.Reflection;
using System.Reflection.Emit;

namespace EvalKit.Cli.Tests;

/// <summary>No command but <c>pull</c> can reach the network: nothing else refers to what opens a connection.</summary>
public sealed class NetworkTests
{
    private const string Allowed = "EvalKit.Cli.Downloads";
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    [Theory]
    [InlineData("EvalKit.Core")]
    [InlineData("EvalKit.Methods")]
    [InlineData("EvalKit.Onnx")]
    [InlineData("EvalKit.Data")]
    [InlineData("EvalKit.Reporting")]
    public void A_library_refers_to_no_network(string name) =>
        Assert.DoesNotContain(Assembly.Load(name).GetReferencedAssemblies(), reference => reference.Name!.StartsWith("System.Net", StringComparison.Ordinal));

    [Fact]
    public void The_program_refers_to_the_network_where_it_pulls_alone()
    {
        var users = typeof(ExitCodes).Assembly.GetTypes().Where(type => Mentioned(type).Any(IsNetwork)).ToList();
        Assert.Contains(typeof(Cli.Downloads.WebAccess), users);
        Assert.All(users, type => Assert.Equal(Allowed, type.Namespace));
    }

    private static bool IsNetwork(Type type) => type.Namespace is { } name && (name == "System.Net" || name.StartsWith("System.Net.", StringComparison.Ordinal));

    private static IEnumerable<Type> Mentioned(Type type) => type.GetFields(All).Select(field => field.FieldType)
        .Concat(type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(Mentioned))
        .Concat(type.BaseType is { } parent ? [parent] : []);

    private static IEnumerable<Type> Mentioned(MethodBase method)
    {
        var found = method.GetParameters().Select(parameter => parameter.ParameterType).ToList();
        if (method is MethodInfo { ReturnType: var returned }) found.Add(returned);
        if (method.GetMethodBody() is not { } body) return found;
        found.AddRange(body.LocalVariables.Select(variable => variable.LocalType));
        var bytes = body.GetILAsByteArray()!;
        for (var at = 0; at < bytes.Length;)
        {
            var code = Codes[bytes[at] == 0xFE ? BitConverter.ToInt16([bytes[at + 1], 0xFE]) : bytes[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                found.AddRange(Resolved(method, BitConverter.ToInt32(bytes, at)));
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(bytes, at)),
                _ => 4,
            };
        }

        return found;
    }

    private static IEnumerable<Type> Resolved(MethodBase method, int token)
    {
        var generic = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, generic, method.IsGenericMethod ? method.GetGenericArguments() : null) switch
        {
            Type mentioned => [mentioned],
            { DeclaringType: { } owner } => [owner],
            _ => [],
        };
    }
}
