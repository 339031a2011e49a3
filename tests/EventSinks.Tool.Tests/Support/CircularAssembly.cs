using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EventSinks.Tool.Support;

/// <summary>Assemblies that no compiler writes: the base of a type in them leads in a circle.</summary>
internal static class CircularAssembly
{
    private const byte OptionalModifier = 0x20;
    private const byte GenericInstance = 0x15;
    private const byte Class = 0x12;
    private const byte Object = 0x1C;

    // Row 1 of the table of specifications, as signatures write it: the row's number before two bits that name the table.
    private const byte FirstSpecification = (1 << 2) | 2;

    public static byte[] Write(string name, string type, CircularKind kind)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString($"{name}.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(metadata.GetOrAddString(name), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.Sha1);
        Define("", "<Module>", default);
        var dot = type.LastIndexOf('.');
        Define(type[..dot], type[(dot + 1)..], Base());
        var file = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(file);
        return file.ToArray();

        void Define(string space, string typeName, EntityHandle parent) => metadata.AddTypeDefinition(
            TypeAttributes.Public,
            metadata.GetOrAddString(space),
            metadata.GetOrAddString(typeName),
            parent,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1));

        EntityHandle Base() => kind switch
        {
            CircularKind.Base => MetadataTokens.TypeDefinitionHandle(2),
            CircularKind.Scope => metadata.AddTypeReference(
                MetadataTokens.TypeReferenceHandle(1), metadata.GetOrAddString("Odd"), metadata.GetOrAddString("Ring")),
            CircularKind.Modifier => Specification(OptionalModifier, FirstSpecification, Object),
            _ => Specification(GenericInstance, Class, FirstSpecification, 1, Object),
        };

        EntityHandle Specification(params byte[] signature) => metadata.AddTypeSpecification(metadata.GetOrAddBlob(signature));
    }
}
