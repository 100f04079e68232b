/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.link;

import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/**
 * What the code of a class refers to: another class, or a member of one.
 *
 * @param owner the class, named as in class files
 * @param member name and descriptor; the name only for {@link Kind#LAMBDA}, nothing for {@link Kind#TYPE}
 */
record Reference(Kind kind, String owner, String member) {
    enum Kind {
        TYPE,
        FIELD,
        /** A method that is called on a class. */
        METHOD,
        /** A method that is called on an interface. */
        INTERFACE_METHOD,
        /** The method of a functional interface that is implemented by a lambda or a method reference. */
        LAMBDA
    }

    /* Tags of the constant pool, in which a class file lists whatever it refers to (JVM specification, 4.4). */
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int INVOKE_DYNAMIC = 18;

    /** Everything that this class refers to, itself included. */
    static Set<Reference> of(byte[] classFile) {
        var found = new LinkedHashSet<Reference>();
        var pool = new ClassReader(classFile);
        for (int index = 1; index < pool.getItemCount(); index++) {
            int item = pool.getItem(index);
            /* the second half of a long or a double has no item of its own */
            if (item > 0) {
                read(pool, item, found);
            }
        }
        return found;
    }

    private static void read(ClassReader pool, int item, Set<Reference> found) {
        var text = new char[pool.getMaxStringLength()];
        switch (pool.readByte(item - 1)) {
            case CLASS -> {
                var name = Type.getObjectType(pool.readUTF8(item, text));
                while (name.getSort() == Type.ARRAY) {
                    name = name.getElementType();
                }
                found.add(new Reference(Kind.TYPE, name.getInternalName(), ""));
            }
            case FIELD -> found.add(member(Kind.FIELD, pool, item, text));
            case METHOD -> found.add(member(Kind.METHOD, pool, item, text));
            case INTERFACE_METHOD -> found.add(member(Kind.INTERFACE_METHOD, pool, item, text));
            case INVOKE_DYNAMIC -> {
                int nameAndType = pool.getItem(pool.readUnsignedShort(item + 2));
                var type = Type.getReturnType(pool.readUTF8(nameAndType + 2, text));
                if (type.getSort() == Type.OBJECT) {
                    found.add(new Reference(Kind.LAMBDA, type.getInternalName(), pool.readUTF8(nameAndType, text)));
                }
            }
            default -> {
                /* texts and numbers refer to nothing */
            }
        }
    }

    private static Reference member(Kind kind, ClassReader pool, int item, char[] text) {
        int nameAndType = pool.getItem(pool.readUnsignedShort(item + 2));
        var member = pool.readUTF8(nameAndType, text) + pool.readUTF8(nameAndType + 2, text);
        return new Reference(kind, pool.readClass(item, text), member);
    }
}
