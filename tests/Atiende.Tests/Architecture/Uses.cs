using System.Reflection;
using System.Reflection.Emit;

namespace Atiende.Tests.Architecture;

/// <summary>What a type uses, as the compiler wrote it down: in its members' signatures and in the code of their bodies.</summary>
internal static class Uses
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<ushort, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (ushort)code.Value);

    /// <summary>Each type used, generic ones taken apart, with the member where it is used.</summary>
    public static IEnumerable<(Type Used, string Where)> Of(Type type) =>
        Parts(type.BaseType).Concat(type.GetInterfaces().SelectMany(Parts)).Concat(Attributes(type)).Select(used => (used, type.Name))
            .Concat(type.GetMembers(Declared).SelectMany(member => OfMember(member).Select(used => (used, $"{type.Name}.{member.Name}"))));

    /// <summary>Each method called.</summary>
    public static IEnumerable<MethodBase> Calls(Type type) =>
        type.GetMembers(Declared).OfType<MethodBase>().SelectMany(Tokens).OfType<MethodBase>();

    private static IEnumerable<Type> OfMember(MemberInfo member) => Attributes(member).Concat(member switch
    {
        FieldInfo field => Parts(field.FieldType),
        PropertyInfo property => Parts(property.PropertyType),
        EventInfo happening => Parts(happening.EventHandlerType),
        MethodBase method => OfMethod(method),
        _ => [], // Nested types are types of the assembly themselves.
    });

    private static IEnumerable<Type> OfMethod(MethodBase method) => method.GetParameters().SelectMany(parameter => Parts(parameter.ParameterType))
        .Concat(method is MethodInfo { ReturnType: var returned } ? Parts(returned) : [])
        .Concat(method.GetMethodBody()?.LocalVariables.SelectMany(local => Parts(local.LocalType)) ?? [])
        .Concat(Tokens(method).SelectMany(OfToken));

    private static IEnumerable<Type> OfToken(MemberInfo token) => token switch
    {
        Type type => Parts(type),
        MethodInfo { IsGenericMethod: true } generic => generic.GetGenericArguments().SelectMany(Parts).Concat(Parts(generic.DeclaringType)),
        _ => Parts(token.DeclaringType),
    };

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData().SelectMany(attribute =>
        Parts(attribute.AttributeType).Concat(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>().SelectMany(Parts)));

    private static IEnumerable<Type> Parts(Type? type) => type switch
    {
        null => [],
        { HasElementType: true } => Parts(type.GetElementType()),
        { IsGenericType: true, IsGenericTypeDefinition: false } => type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()),
        { IsGenericParameter: true } => [],
        _ => [type],
    };

    // Reads the body's instructions one by one (ECMA-335, partition III) and resolves those that name a member.
    private static IEnumerable<MemberInfo> Tokens(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (ushort)((code[at] << 8) | code[at + 1]) : code[at];
            var instruction = OpCodesByValue[value];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(
                    BitConverter.ToInt32(code, at),
                    method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null,
                    method.IsGenericMethod ? method.GetGenericArguments() : null)!;

            at += OperandSize(instruction, code, at);
        }
    }

    private static int OperandSize(OpCode instruction, byte[] code, int at) => instruction.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
